#include "ui/views/line_raster.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace headscope {
namespace {

QImage emptyPicture(int width, int height)
{
    QImage picture(width, height, QImage::Format_ARGB32_Premultiplied);
    picture.fill(Qt::transparent);
    return picture;
}

QImage drawn(const std::vector<RasterLine> &lines, float thickness, QSize size = {40, 40})
{
    QImage picture = emptyPicture(size.width(), size.height());
    rasterColumns(lines, thickness, 0, size.width(), picture);
    return picture;
}

double coverageOfColumn(const QImage &picture, int x)
{
    double sum = 0;
    for (int y = 0; y < picture.height(); ++y)
        sum += qAlpha(picture.pixel(x, y)) / 255.0;
    return sum;
}

TEST(LineRaster, AHorizontalLineOnTheGridCoversOneRow)
{
    const QImage picture = drawn({{10.5F, 10.5F, 1, 0, 0, 1}}, 1);

    for (int x = 0; x < 40; ++x)
        for (int y = 0; y < 40; ++y)
            EXPECT_EQ(picture.pixel(x, y), y == 10 ? qRgba(255, 0, 0, 255) : 0U) << x << ' ' << y;
}

TEST(LineRaster, AHorizontalLineBetweenTwoRowsCoversHalfOfEach)
{
    const QImage picture = drawn({{10, 10, 0, 0, 0, 1}}, 1);

    EXPECT_NEAR(qAlpha(picture.pixel(5, 9)), 128, 1);
    EXPECT_NEAR(qAlpha(picture.pixel(5, 10)), 128, 1);
}

TEST(LineRaster, ASlopedLineIsAsThickAsAHorizontalOne)
{
    for (const float rise : {5.0F, 20.0F, 35.0F}) {
        const QImage picture = drawn({{2, 2 + rise, 0, 0, 1, 1}}, 1.6F);
        const double slope = static_cast<double>(rise) / 40;
        for (int x = 5; x < 35; ++x)
            EXPECT_NEAR(coverageOfColumn(picture, x), 1.6 * std::sqrt(1 + slope * slope), 0.02);
    }
}

TEST(LineRaster, TheLastLineLiesOnTop)
{
    const QImage picture = drawn({{10.5F, 10.5F, 1, 0, 0, 1}, {10.5F, 10.5F, 0, 0, 1, 0.5F}}, 1);

    EXPECT_EQ(picture.pixel(3, 10), qRgba(128, 0, 128, 255));
}

TEST(LineRaster, ManyLinesOfTheSameColourNeverExceedIt)
{
    const std::vector<RasterLine> lines(500, {10.2F, 11.4F, 1, 1, 1, 0.9F});

    const QImage picture = drawn(lines, 1.6F);

    EXPECT_EQ(picture.pixel(20, 10), qRgba(255, 255, 255, 255));
}

TEST(LineRaster, WhatLiesOutsideThePictureIsCutOff)
{
    const float far = 1e6F;
    const QImage picture = drawn({{-far, -far, 1, 0, 0, 1},
                                  {far, far, 1, 0, 0, 1},
                                  {40, 40, 0, 1, 0, 1},
                                  {0, 0, 0, 1, 0, 1},
                                  {-far, far, 0, 0, 1, 1},
                                  {39.9F, 40.1F, 0, 1, 0, 1}},
                                 2);

    EXPECT_EQ(picture.pixel(1, 0), qRgba(0, 255, 0, 255));
    EXPECT_EQ(picture.pixel(1, 39), qRgba(0, 255, 0, 255));
    EXPECT_EQ(picture.pixel(1, 20), 0U);
}

TEST(LineRaster, OnlyTheGivenColumnsAreReplaced)
{
    QImage picture = emptyPicture(21, 10);
    picture.fill(Qt::red);

    rasterColumns(std::vector<RasterLine>{{5, 5, 0, 0, 1, 1}}, 2, 3, 10, picture);

    for (int x = 0; x < 21; ++x)
        EXPECT_EQ(picture.pixelColor(x, 0) == QColor(Qt::red), x < 3 || x >= 10) << x;
}

} // namespace
} // namespace headscope
