#include "ui/style/head_text.h"
#include "ui/style/metric_text.h"

#include <gtest/gtest.h>

#include <cmath>

namespace headscope {
namespace {

HeadId at(int layer, int head)
{
    return {Stack::Encoder, layer, head};
}

TEST(HeadText, NamesLayerAndHead)
{
    EXPECT_EQ(headName(at(23, 3)), QStringLiteral("23.3"));
}

TEST(HeadText, SumsUpWhatIsChanged)
{
    EXPECT_EQ(interventionSummary({}), QStringLiteral("all heads active"));
    EXPECT_EQ(interventionSummary({{at(0, 1), Zero{}}}), QStringLiteral("1 head off · zero"));
    EXPECT_EQ(interventionSummary({{at(0, 1), Zero{}}, {at(0, 2), Zero{}}}),
              QStringLiteral("2 heads off · zero"));
    EXPECT_EQ(interventionSummary({{at(0, 1), Mean{}}}), QStringLiteral("1 head · mean"));
    EXPECT_EQ(interventionSummary({{at(0, 1), Mean{}}, {at(0, 2), Zero{}}}),
              QStringLiteral("2 interventions"));
}

TEST(HeadText, ScaleNamesItsFactorWithoutIdleZeros)
{
    EXPECT_EQ(interventionName(Scale{0.5F}), QStringLiteral("× 0.5"));
    EXPECT_EQ(interventionName(Scale{10}), QStringLiteral("× 10"));
    EXPECT_EQ(interventionName(Scale{-2}), QStringLiteral("× −2"));
    EXPECT_EQ(interventionName(Scale{0}), QStringLiteral("× 0"));
}

TEST(HeadText, MetricValuesCarryTheirUnit)
{
    EXPECT_EQ(metricValueText(MetricId::Entropy, 1.2344), QStringLiteral("1.234\u202fnat"));
    EXPECT_EQ(metricValueText(MetricId::Self, 0.5), QStringLiteral("0.500"));
    EXPECT_EQ(metricValueText(MetricId::Duplicate, std::nan("")), QStringLiteral("–")); // no token twice
    EXPECT_EQ(metricValueText(MetricId::PreviousToken, std::nan("")), QStringLiteral("–"));
    EXPECT_EQ(metricValueText(MetricId::Entropy, std::nan("")), QStringLiteral("not a number"));
}

TEST(HeadText, SharesHaveThreeDecimals)
{
    EXPECT_EQ(metricNumberText(MetricId::Self, 0.0000012), QStringLiteral("<0.001"));
    EXPECT_EQ(metricNumberText(MetricId::Self, 0), QStringLiteral("0.000"));
    EXPECT_EQ(metricNumberText(MetricId::Self, 0.0006), QStringLiteral("0.001"));
    EXPECT_EQ(metricNumberText(MetricId::EffectLogit, 0.00012), QStringLiteral("+0.00012"));
}

} // namespace
} // namespace headscope
