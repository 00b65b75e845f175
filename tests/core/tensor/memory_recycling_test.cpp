#include "core/tensor/memory_recycling.h"
#include "core/tensor/tensor.h"

#include <gtest/gtest.h>

#include <optional>

namespace headscope {

namespace {

constexpr std::ptrdiff_t kLarge = 3 << 20; // 12 MB

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
