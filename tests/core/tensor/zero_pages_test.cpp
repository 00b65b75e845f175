#include "core/tensor/zero_pages.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <sys/mman.h>
#include <vector>

namespace headscope {
namespace {

bool isZero(const Tensor &tensor)
{
    return std::ranges::all_of(tensor.values(), [](float value) { return value == 0.0F; });
}

TEST(ZeroPages, AreZeroWhereOtherNumbersStoodBefore)
{
    for (const std::ptrdiff_t size : {1L, 1000L, 3L << 20, (9L << 20) + 7}) {
        for (int time = 0; time < 2; ++time) {
            Tensor zeros = zerosOnDemand({size});
            EXPECT_TRUE(isZero(zeros)) << size;
            std::ranges::fill(zeros.values(), 3.0F);
        }
    }
}

TEST(ZeroPages, TakeMemoryWhereSomebodyWrites)
{
    constexpr std::size_t kPage = 4096;
    constexpr std::size_t kBytes = 64U << 20U;
    Tensor zeros = zerosOnDemand({static_cast<std::ptrdiff_t>(kBytes / sizeof(float))});
    zeros.values()[5U << 20U] = 1;

    auto *const first = reinterpret_cast<char *>(zeros.data());
    void *page = first + kPage - reinterpret_cast<std::uintptr_t>(first) % kPage;
    std::vector<unsigned char> pages(kBytes / kPage - 1);
    ASSERT_EQ(::mincore(page, pages.size() * kPage, pages.data()), 0);
    EXPECT_EQ(std::ranges::count_if(pages, [](unsigned char there) { return (there & 1U) != 0; }), 1);
}

} // namespace
} // namespace headscope
