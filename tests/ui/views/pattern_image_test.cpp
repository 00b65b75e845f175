#include "tests/ui/views/made_result.h"
#include "ui/views/pattern_image.h"

#include <gtest/gtest.h>

namespace headscope {
namespace {

const ColorScale kScale = ColorScale::attention(themeOf(ThemeKind::Light));

TEST(PatternImage, ACellCoversItsPixelsSharply)
{
    const auto result = madeResult(1, 4, 4);
    const QImage image =
        patternImage(result->pattern({Stack::Encoder, 0, 2}), {0, 0, 4, 4}, {40, 40}, kScale);

    EXPECT_EQ(image.pixel(19, 19), kScale.rgb(1)); // cell 1, 1
    EXPECT_EQ(image.pixel(20, 19), kScale.rgb(0)); // query 1, key 2
    EXPECT_EQ(image.pixel(20, 20), kScale.rgb(1));
}

TEST(PatternImage, KeysLieAlongX)
{
    const auto result = madeResult(1, 4, 4);
    const QImage image = patternImage(result->pattern({Stack::Encoder, 0, 1}), {0, 0, 4, 4}, {4, 4}, kScale);

    EXPECT_EQ(image.pixel(0, 3), kScale.rgb(1)); // the last query looks at the first key
    EXPECT_EQ(image.pixel(3, 0), kScale.rgb(0));
}

TEST(PatternImage, AStrongAttentionSurvivesShrinking)
{
    const auto result = madeResult(1, 4, 300);
    const QImage image =
        patternImage(result->pattern({Stack::Encoder, 0, 2}), {0, 0, 300, 300}, {30, 30}, kScale);

    for (int pixel = 0; pixel < 30; ++pixel)
        EXPECT_EQ(image.pixel(pixel, pixel), kScale.rgb(1));
    EXPECT_EQ(image.pixel(0, 29), kScale.rgb(0));
}

TEST(PatternImage, OutsideThePatternIsTransparent)
{
    const auto result = madeResult(1, 4, 4);
    const QImage image =
        patternImage(result->pattern({Stack::Encoder, 0, 2}), {-2, -2, 8, 8}, {16, 16}, kScale);

    EXPECT_EQ(qAlpha(image.pixel(0, 8)), 0);
    EXPECT_EQ(qAlpha(image.pixel(8, 15)), 0);
    EXPECT_EQ(qAlpha(image.pixel(8, 8)), 255);
    EXPECT_EQ(qAlpha(patternImage({}, {0, 0, 1, 1}, {2, 2}, kScale).pixel(0, 0)), 0);
}

} // namespace
} // namespace headscope
