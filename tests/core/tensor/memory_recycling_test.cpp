#include "core/tensor/memory_recycling.h"
#include "core/tensor/tensor.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <sys/mman.h>
#include <vector>

namespace headscope {

namespace {

constexpr std::ptrdiff_t kLarge = 3 << 20; // 12 MB
constexpr std::size_t kPage = 4096;

/// Of `bytes` behind `first`, how much is in memory.
std::size_t residentBytes(const void *first, std::size_t bytes)
{
    void *place = const_cast<void *>(first);
    std::align(kPage, kPage, place, bytes);
    std::vector<unsigned char> pages(bytes / kPage);
    EXPECT_EQ(::mincore(place, pages.size() * kPage, pages.data()), 0);
    return kPage * static_cast<std::size_t>(
                       std::ranges::count_if(pages, [](unsigned char page) { return (page & 1U) != 0; }));
}

} // namespace

TEST(MemoryRecycling, GivesTheNextTensorOfASizeWhatTheLastOneLeft)
{
    const MemoryRecycling recycling;
    std::optional<Tensor> first(std::in_place, Shape{kLarge});
    const float *const place = first->data();
    first.reset();

    EXPECT_NE(Tensor({2 * kLarge}).data(), place);
    const Tensor next({3, kLarge / 3});
    EXPECT_EQ(next.data(), place);
    EXPECT_NE(Tensor({kLarge}).data(), place);
}

TEST(MemoryRecycling, GivesTheSystemWhatTheNextTensorDoesNotNeed)
{
    constexpr std::ptrdiff_t kSmaller = kLarge - (1 << 19); // by 2 MB
    const MemoryRecycling recycling;
    const float *const place = Tensor::zeros({kLarge}).data();
    const Tensor next = Tensor::zeros({kSmaller});

    ASSERT_EQ(next.data(), place);
    EXPECT_LE(residentBytes(place + kSmaller, 2U << 20U), kPage);
    EXPECT_GT(residentBytes(place, 10U << 20U), 9U << 20U);
}

TEST(MemoryRecycling, LeavesTensorsWholeThatOutliveIt)
{
    Tensor kept;
    {
        const MemoryRecycling recycling;
        static_cast<void>(Tensor({kLarge}));
        kept = Tensor({kLarge});
        kept.values().back() = 7;
    }
    EXPECT_EQ(kept.values().back(), 7);
}

} // namespace headscope
