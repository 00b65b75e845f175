#include "core/analysis/head_statistics.h"

#include <gtest/gtest.h>

#include <cmath>

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

double value(MetricId id, const HeadPattern &pattern)
{
    return metric(id).compute(pattern);
}

} // namespace

TEST(HeadStatistics, APreviousTokenHeadIsRecognised)
{
    const HeadPattern pattern = patternOf({{1, 0, 0}, {1, 0, 0}, {0, 1, 0}});

    EXPECT_DOUBLE_EQ(value(MetricId::PreviousToken, pattern), 1.0);
    EXPECT_DOUBLE_EQ(value(MetricId::Entropy, pattern), 0.0);
    EXPECT_DOUBLE_EQ(value(MetricId::Distance, pattern), 2.0 / 3.0);
    EXPECT_DOUBLE_EQ(value(MetricId::FirstToken, pattern), 2.0 / 3.0);
    EXPECT_DOUBLE_EQ(value(MetricId::Self, pattern), 1.0 / 3.0);
}

TEST(HeadStatistics, EntropyOfAnEqualLookIsTheLogarithmOfTheKeys)
{
    const HeadPattern pattern = patternOf({{0.5F, 0.5F}, {0.5F, 0.5F}});

    EXPECT_NEAR(value(MetricId::Entropy, pattern), std::log(2.0), 1e-12);
}

TEST(HeadStatistics, OneTokenHasNoPreviousToken)
{
    EXPECT_TRUE(std::isnan(value(MetricId::PreviousToken, patternOf({{1}}))));
}

TEST(HeadStatistics, EveryMetricIsFoundByItsName)
{
    for (const Metric &entry : metrics())
        EXPECT_EQ(findMetric(entry.name)->id, entry.id);
    EXPECT_EQ(findMetric("nonsense"), nullptr);
}

TEST(HeadStatistics, ALayerWithoutPatternsHasNoValues)
{
    RunResult result;
    result.patterns = {nullptr, std::make_shared<Tensor>(Tensor::zeros({2, 1, 1}))};

    const auto values = metricOfHeads(result, MetricId::Self);

    ASSERT_EQ(values.size(), 2U);
    EXPECT_TRUE(values[0].empty());
    EXPECT_EQ(values[1].size(), 2U);
}

} // namespace headscope
