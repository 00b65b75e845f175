#include "core/analysis/prediction.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>

namespace headscope {

namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

} // namespace

TEST(Prediction, ProbabilitiesSumToOneEvenForLargeLogits)
{
    const std::vector<float> logits{1000.0F, 999.0F, -1000.0F};

    const auto shares = probabilities(logits);

    EXPECT_NEAR(std::accumulate(shares.begin(), shares.end(), 0.0), 1.0, 1e-12);
    EXPECT_NEAR(shares[0] / shares[1], std::exp(1.0), 1e-9);
}

TEST(Prediction, TopIsBestFirstAndTiesGoToTheSmallerId)
{
    const std::vector<float> logits{1.0F, 3.0F, 3.0F, kNan, 2.0F};

    const auto top = topPredictions(logits, 10);

    ASSERT_EQ(top.size(), 5U);
    EXPECT_EQ(top[0].id, 1);
    EXPECT_EQ(top[1].id, 2);
    EXPECT_EQ(top[2].id, 4);
    EXPECT_EQ(top[4].id, 3);
}

TEST(Prediction, ATrackedOutcomeHasTheRankThatTheTopListGives)
{
    const std::vector<float> logits{0.5F, -1.0F, 4.0F, 4.0F, 0.25F};

    const auto top = topPredictions(logits, 5);

    for (const Prediction &prediction : top)
        EXPECT_EQ(predictionOf(logits, prediction.id), prediction);
    EXPECT_THROW(static_cast<void>(predictionOf(logits, 5)), std::out_of_range);
}

TEST(Prediction, DivergenceIsZeroForEqualAndKnownForTwoOutcomes)
{
    const std::vector<float> even{0.0F, 0.0F};
    const std::vector<float> uneven{std::log(3.0F), 0.0F};

    EXPECT_EQ(klDivergence(even, even), 0.0);
    EXPECT_NEAR(klDivergence(even, uneven), 0.5 * std::log(0.5 / 0.75) + 0.5 * std::log(0.5 / 0.25), 1e-7);
}

TEST(Prediction, CrossEntropyIsTheNegativeLogProbability)
{
    const std::vector<float> logits{2.0F, -1.0F, 0.5F};

    EXPECT_NEAR(crossEntropy(logits, 2), -std::log(probabilities(logits)[2]), 1e-12);
}

TEST(Prediction, CosineOfOppositeVectorsIsMinusOne)
{
    const std::vector<float> a{1.0F, -2.0F, 3.0F};
    const std::vector<float> b{-2.0F, 4.0F, -6.0F};

    EXPECT_NEAR(cosine(a, b), -1.0, 1e-12);
    EXPECT_TRUE(std::isnan(cosine(a, std::vector<float>{0.0F, 0.0F, 0.0F})));
}

TEST(Prediction, LabelsThatStandByThemselvesHaveTheirOwnProbability)
{
    const std::vector<float> logits{0.0F, std::log(3.0F), -100.0F};

    const auto top = topPredictions(logits, 3, LabelScale::AnyOf);

    EXPECT_NEAR(top[0].probability, 0.75, 1e-7);
    EXPECT_NEAR(top[1].probability, 0.5, 1e-12);
    EXPECT_GT(top[2].probability, 0);
    EXPECT_NEAR(predictionOf(logits, 1, LabelScale::AnyOf).probability, 0.75, 1e-7);
}

TEST(Prediction, ValuesHaveNoProbability)
{
    const std::vector<float> logits{2.5F};

    EXPECT_TRUE(std::isnan(predictionOf(logits, 0, LabelScale::Values).probability));
    EXPECT_TRUE(std::isnan(klDivergence(logits, logits, LabelScale::Values)));
}

TEST(Prediction, TheDivergenceOfSeparateLabelsIsTheSumOfTheirs)
{
    const std::vector<float> even{0.0F, 0.0F};
    const std::vector<float> sure{std::log(3.0F), 0.0F};

    const double expected = 0.5 * std::log(0.5 / 0.75) + 0.5 * std::log(0.5 / 0.25);
    EXPECT_NEAR(klDivergence(even, sure, LabelScale::AnyOf), expected, 1e-7);
    EXPECT_NEAR(klDivergence(sure, sure, LabelScale::AnyOf), 0, 1e-12);
}

} // namespace headscope
