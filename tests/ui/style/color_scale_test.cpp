#include "ui/style/color_scale.h"

#include <gtest/gtest.h>

#include <limits>

namespace headscope {
namespace {

const double kNaN = std::numeric_limits<double>::quiet_NaN();

TEST(ColorScale, AttentionGoesFromTheBackgroundToTheAccent)
{
    for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark}) {
        const Theme &theme = themeOf(kind);
        const ColorScale scale = ColorScale::attention(theme);

        EXPECT_EQ(scale.color(0), theme.background);
        EXPECT_EQ(scale.color(1), theme.accent);
        EXPECT_EQ(scale.color(7), theme.accent);
        EXPECT_EQ(scale.color(kNaN), theme.notANumber);
    }
}

TEST(ColorScale, MetricIsYellowGreenBlueOnLightAndViridisOnDark)
{
    EXPECT_EQ(ColorScale::metric(themeOf(ThemeKind::Light), 2).rgb(2), 0xff081d58);
    EXPECT_EQ(ColorScale::metric(themeOf(ThemeKind::Dark), 2).rgb(2), 0xfffde725);
    EXPECT_EQ(ColorScale::metric(themeOf(ThemeKind::Dark), 2).rgb(0), 0xff440154);
}

TEST(ColorScale, LogarithmicSpacingSpreadsSmallValues)
{
    const Theme &theme = themeOf(ThemeKind::Light);
    const ColorScale linear = ColorScale::metric(theme, 2);
    const ColorScale logarithmic = ColorScale::metric(theme, 2, Spacing::Logarithmic);

    EXPECT_DOUBLE_EQ(logarithmic.positionOf(0), 0);
    EXPECT_DOUBLE_EQ(logarithmic.positionOf(2), 1);
    EXPECT_GT(logarithmic.positionOf(0.02), 5 * linear.positionOf(0.02));
}

TEST(ColorScale, ValueAtUndoesPositionOf)
{
    for (const Spacing spacing : {Spacing::Linear, Spacing::Logarithmic}) {
        const ColorScale scale = ColorScale::metric(themeOf(ThemeKind::Light), 1.64, spacing);
        for (const double value : {0.0, 0.01, 0.5, 1.64})
            EXPECT_NEAR(scale.valueAt(scale.positionOf(value)), value, 1e-12);
    }
}

TEST(ColorScale, DivergingIsNeutralAtZeroAndClampsBothEnds)
{
    const Theme &theme = themeOf(ThemeKind::Light);
    const ColorScale scale = ColorScale::diverging(theme, 3);

    EXPECT_NEAR(scale.color(0).red(), theme.background.red(), 2);
    EXPECT_EQ(scale.rgb(-9), scale.rgb(-3));
    EXPECT_GT(scale.color(3).red(), scale.color(-3).red());
}

TEST(ColorScale, AnEmptyRangeStillGivesColours)
{
    const ColorScale scale = ColorScale::metric(themeOf(ThemeKind::Light), 0);

    EXPECT_EQ(scale.high(), 1);
    EXPECT_EQ(scale.positionOf(0), 0);
}

} // namespace
} // namespace headscope
