#include "core/analysis/head_metric.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace headscope {

namespace {

/// A pattern of one head from rows of attentions.
HeadPattern patternOf(const std::vector<std::vector<float>> &rows)
{
    const auto tokens = static_cast<std::ptrdiff_t>(rows.size());
    auto tensor = std::make_shared<Tensor>(Shape{1, tokens, tokens});
    for (std::ptrdiff_t query = 0; query < tokens; ++query)
        std::ranges::copy(rows[static_cast<std::size_t>(query)], tensor->row(query).begin());
    return {tensor, 0};
}

double value(const MetricChoice &choice, const HeadPattern &pattern, std::vector<TokenId> ids = {})
{
    return metric(choice.id).ofPattern({pattern, ids, choice});
}

double effect(const MetricChoice &choice, const OutputReading &baseline, const OutputReading &ablated)
{
    return metric(choice.id).ofOutputs({baseline, ablated, choice});
}

} // namespace

TEST(HeadMetric, APreviousTokenHeadIsRecognised)
{
    const HeadPattern pattern = patternOf({{1, 0, 0}, {1, 0, 0}, {0, 1, 0}});

    EXPECT_DOUBLE_EQ(value({MetricId::PreviousToken}, pattern), 1.0);
    EXPECT_DOUBLE_EQ(value({MetricId::Entropy}, pattern), 0.0);
    EXPECT_DOUBLE_EQ(value({MetricId::Distance}, pattern), 2.0 / 3.0);
    EXPECT_DOUBLE_EQ(value({MetricId::FirstToken}, pattern), 2.0 / 3.0);
    EXPECT_DOUBLE_EQ(value({MetricId::Self}, pattern), 1.0 / 3.0);
    EXPECT_DOUBLE_EQ(value({MetricId::NextToken}, pattern), 0.0);
}

TEST(HeadMetric, ANextTokenHeadIsRecognised)
{
    const HeadPattern pattern = patternOf({{0, 1, 0}, {0, 0, 1}, {0, 0, 1}});

    EXPECT_DOUBLE_EQ(value({MetricId::NextToken}, pattern), 1.0);
    EXPECT_DOUBLE_EQ(value({MetricId::PreviousToken}, pattern), 0.0);
}

TEST(HeadMetric, EntropyOfAnEqualLookIsTheLogarithmOfTheKeys)
{
    const HeadPattern pattern = patternOf({{0.5F, 0.5F}, {0.5F, 0.5F}});

    EXPECT_NEAR(value({MetricId::Entropy}, pattern), std::log(2.0), 1e-12);
}

TEST(HeadMetric, OneTokenHasNoNeighbours)
{
    EXPECT_TRUE(std::isnan(value({MetricId::PreviousToken}, patternOf({{1}}))));
    EXPECT_TRUE(std::isnan(value({MetricId::NextToken}, patternOf({{1}}))));
}

TEST(HeadMetric, DuplicatesAreTheEarlierPlacesOfTheSameToken)
{
    const HeadPattern pattern =
        patternOf({{1, 0, 0, 0}, {0, 1, 0, 0}, {0.25F, 0, 0.75F, 0}, {0.5F, 0, 0.25F, 0.25F}});

    EXPECT_DOUBLE_EQ(value({MetricId::Duplicate}, pattern, {7, 8, 7, 7}), (0.25 + 0.75) / 2);
    EXPECT_TRUE(std::isnan(value({MetricId::Duplicate}, pattern, {6, 7, 8, 9})));
}

TEST(HeadMetric, APairIsOneAttention)
{
    const HeadPattern pattern = patternOf({{1, 0}, {0.25F, 0.75F}});

    EXPECT_DOUBLE_EQ(value({MetricId::Pair, 1, 0}, pattern), 0.25);
    EXPECT_TRUE(std::isnan(value({MetricId::Pair, 2, 0}, pattern)));
}

TEST(HeadMetric, TheProbeRepeatsDistinctTokensAfterTheLeadingOnes)
{
    const std::vector<TokenId> leading{3};
    const TokenSequence probe = inductionProbe(1000, 512, leading);
    const std::size_t block = (probe.ids.size() - 1) / 2;

    ASSERT_EQ(block, 32U);
    EXPECT_EQ(probe.ids.front(), 3);
    EXPECT_TRUE(std::equal(probe.ids.begin() + 1, probe.ids.begin() + 33, probe.ids.begin() + 33));
    EXPECT_EQ(std::set(probe.ids.begin(), probe.ids.end()).size(), block + 1);
    EXPECT_EQ(probe, inductionProbe(1000, 512, leading));
}

TEST(HeadMetric, TheProbeFitsSmallModels)
{
    EXPECT_EQ(inductionProbe(10, 512).ids.size(), 20U);
    EXPECT_EQ(inductionProbe(1000, 9).ids.size(), 8U);
}

TEST(HeadMetric, AHeadThatLooksAtWhatFollowedIsAnInductionHead)
{
    const TokenSequence probe = inductionProbe(6, 6);
    ASSERT_EQ(probe.ids.size(), 6U);
    std::vector<std::vector<float>> rows(6, std::vector<float>(6, 0));
    for (std::size_t query = 0; query < 6; ++query)
        rows[query][query < 3 ? 0 : query - 2] = 1;

    EXPECT_DOUBLE_EQ(value({MetricId::Induction}, patternOf(rows), probe.ids), 1.0);
    EXPECT_TRUE(std::isnan(value({MetricId::Induction}, patternOf(rows), {1, 2, 3, 4, 5, 6})));
}

TEST(HeadMetric, EffectsAreAblatedMinusBaseline)
{
    const std::vector<float> before{1, 2, 0};
    const std::vector<float> after{3, 2, 0};
    const MetricChoice logit{MetricId::EffectLogit, 0, 0, 0, 1};

    EXPECT_DOUBLE_EQ(effect(logit, {before}, {after}), 2.0);
    EXPECT_DOUBLE_EQ(effectBaseline(logit, {before}), -1.0);
    EXPECT_DOUBLE_EQ(effect({MetricId::EffectLogit}, {before}, {after}), 2.0);
    EXPECT_DOUBLE_EQ(effect({MetricId::EffectLoss}, {{}, 1.5}, {{}, 2.0}), 0.5);
    EXPECT_GT(effect({MetricId::EffectLabel}, {before}, {after}), 0.4);
    EXPECT_GT(effect({MetricId::EffectKl}, {before}, {after}), 0.1);
    EXPECT_DOUBLE_EQ(effect({MetricId::EffectKl}, {before}, {before}), 0.0);
}

TEST(HeadMetric, EveryMetricIsFoundByItsNameAndHasOneFunction)
{
    for (const Metric &entry : metrics()) {
        EXPECT_EQ(findMetric(entry.name)->id, entry.id);
        EXPECT_EQ(entry.ofOutputs != nullptr, entry.needs == MetricNeeds::Effect) << entry.name;
        EXPECT_NE(entry.ofOutputs != nullptr, entry.ofPattern != nullptr) << entry.name;
        EXPECT_FALSE(entry.formula.empty()) << entry.name;
    }
    EXPECT_EQ(findMetric("nonsense"), nullptr);
}

TEST(HeadMetric, ALayerWithoutPatternsHasNoValues)
{
    RunResult result;
    result.patterns = {nullptr, std::make_shared<Tensor>(Tensor::zeros({2, 1, 1}))};

    const auto values = metricOfHeads(result, {MetricId::Self});

    ASSERT_EQ(values.size(), 2U);
    EXPECT_TRUE(values[0].empty());
    EXPECT_EQ(values[1].size(), 2U);
}

} // namespace headscope
