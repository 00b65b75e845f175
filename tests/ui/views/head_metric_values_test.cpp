#include "tests/ui/views/made_result.h"
#include "ui/views/head_metric_values.h"

#include <gtest/gtest.h>

#include <QSignalSpy>

namespace headscope {
namespace {

TEST(HeadMetricValues, ShortTextsAreDoneAtOnce)
{
    HeadMetricValues values;
    const QSignalSpy changed(&values, &HeadMetricValues::changed);

    values.request(madeResult(2, 4, 8), {MetricId::PreviousToken});

    EXPECT_EQ(changed.count(), 1);
    ASSERT_EQ(values.values().size(), 2U);
    EXPECT_NEAR(values.values()[0][0], 1, 1e-6);
    EXPECT_NEAR(values.values()[1][2], 0, 1e-6);
}

TEST(HeadMetricValues, LongTextsAreDoneElsewhereAndTheNewestWins)
{
    HeadMetricValues values;
    QSignalSpy changed(&values, &HeadMetricValues::changed);
    const auto result = madeResult(3, 4, 400);

    values.request(result, {MetricId::Entropy});
    values.request(result, {MetricId::Distance});
    values.request(result, {MetricId::Self});

    EXPECT_EQ(changed.count(), 0);
    ASSERT_TRUE(changed.wait());
    EXPECT_EQ(changed.count(), 1);
    EXPECT_EQ(values.metric().id, MetricId::Self);
    EXPECT_NEAR(values.values()[2][2], 1, 1e-6);
}

TEST(HeadMetricValues, UnchangedLayersAreNotReadAgain)
{
    HeadMetricValues values;
    QSignalSpy changed(&values, &HeadMetricValues::changed);
    const auto before = madeResult(3, 4, 400);
    values.request(before, {MetricId::Self});
    ASSERT_TRUE(changed.wait());
    auto after = std::make_shared<RunResult>(*before);
    after->patterns[2] = madeLayer(4, 400); // alone it is small enough to be done at once

    values.request(after, {MetricId::Self});

    EXPECT_EQ(changed.count(), 2);
    EXPECT_EQ(values.values().size(), 3U);
}

TEST(HeadMetricValues, NoResultHasNoValues)
{
    HeadMetricValues values;
    values.request(madeResult(1, 4, 8), {MetricId::Self});

    values.request(nullptr, {MetricId::Self});

    EXPECT_TRUE(values.values().empty());
}

} // namespace
} // namespace headscope
