#include "core/analysis/sentence_vector.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace headscope {

namespace {

using testing::ElementsAre;
using testing::FloatEq;

/// Three tokens, two elements.
Tensor vectors()
{
    Tensor tensor({3, 2});
    constexpr std::array values{1.0F, 0.0F, 2.0F, -6.0F, 6.0F, 3.0F};
    std::ranges::copy(values, tensor.data());
    return tensor;
}

std::vector<float> pooledBy(Pooling pooling)
{
    return sentenceVector(vectors(), {{pooling}, false});
}

} // namespace

TEST(SentenceVector, EveryPoolingHasItsFormula)
{
    EXPECT_THAT(pooledBy(Pooling::First), ElementsAre(1, 0));
    EXPECT_THAT(pooledBy(Pooling::Last), ElementsAre(6, 3));
    EXPECT_THAT(pooledBy(Pooling::Mean), ElementsAre(FloatEq(3), FloatEq(-1)));
    EXPECT_THAT(pooledBy(Pooling::Max), ElementsAre(6, 3));
    const float root = std::sqrt(3.0F);
    EXPECT_THAT(pooledBy(Pooling::MeanSqrtLength), ElementsAre(FloatEq(9 / root), FloatEq(-3 / root)));
    EXPECT_THAT(pooledBy(Pooling::WeightedMean), ElementsAre(FloatEq(23.0F / 6), FloatEq(-3.0F / 6)));
}

TEST(SentenceVector, WithoutAWordAboutItTheMeanIsTaken)
{
    EXPECT_EQ(sentenceVector(vectors(), {}), pooledBy(Pooling::Mean));
}

TEST(SentenceVector, PoolingsStandBesideEachOtherAndAreNormalisedTogether)
{
    const auto vector = sentenceVector(vectors(), {{Pooling::First, Pooling::Max}, true});

    const float length = std::sqrt(1.0F + 36 + 9);
    EXPECT_THAT(vector,
                ElementsAre(FloatEq(1 / length), FloatEq(0), FloatEq(6 / length), FloatEq(3 / length)));
}

} // namespace headscope
