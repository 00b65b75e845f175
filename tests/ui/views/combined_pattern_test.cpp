#include "tests/ui/views/made_result.h"
#include "ui/views/combined_pattern.h"

#include <gtest/gtest.h>

namespace headscope {
namespace {

TEST(CombinedPattern, MeanAndMaximumLeaveHiddenHeadsOut)
{
    const auto result = madeResult(2, 4, 5); // head 1 looks at the first token, head 2 at itself

    const HeadPattern mean = combinedPattern(*result, {Stack::Encoder, 1}, {0, 3}, Combination::Mean);
    const HeadPattern maximum = combinedPattern(*result, {Stack::Encoder, 1}, {0, 3}, Combination::Maximum);

    EXPECT_FLOAT_EQ(mean.attention(4, 0), 0.5F);
    EXPECT_FLOAT_EQ(mean.attention(4, 4), 0.5F);
    EXPECT_FLOAT_EQ(maximum.attention(4, 4), 1);
    EXPECT_FLOAT_EQ(maximum.attention(4, 2), 0);
}

TEST(CombinedPattern, IsEmptyWithoutHeads)
{
    const auto result = madeResult(1, 2, 5);

    EXPECT_TRUE(combinedPattern(*result, {Stack::Encoder, 0}, {0, 1}, Combination::Mean).isEmpty());
    EXPECT_TRUE(combinedPattern(*result, {Stack::Encoder, 7}, {}, Combination::Mean).isEmpty());
}

} // namespace
} // namespace headscope
