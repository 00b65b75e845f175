#include "tests/ui/views/picture.h"
#include "ui/views/head_board_paint.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace headscope {
namespace {

constexpr QSize kSize(260, 620);

HeadId at(int layer, int head)
{
    return {Stack::Encoder, layer, head};
}

/// SmolLM2's board with made-up entropies and one intervention of every kind.
HeadBoardPicture smolLmPicture()
{
    HeadBoardPicture picture;
    picture.shape = {30, 9, 3};
    for (int layer = 0; layer < 30; ++layer) {
        auto &row = picture.values.emplace_back();
        for (int head = 0; head < 9; ++head)
            row.push_back(2 * std::pow(std::sin(layer * 0.7 + head * 1.3), 4));
    }
    picture.values[2][2] = std::numeric_limits<double>::quiet_NaN();
    picture.interventions = {{at(23, 3), Zero{}},
                             {at(4, 4), Mean{}},
                             {at(4, 5), Scale{0.5F}},
                             {at(5, 4), Uniform{}},
                             {at(5, 5), First{}}};
    picture.currentLayer = 23;
    picture.focused = at(10, 6);
    return picture;
}

QImage boardOf(const HeadBoardPicture &picture, const Theme &theme, double scale = 1)
{
    return drawn(kSize, scale, [&](QPainter &painter) {
        painter.fillRect(QRectF(QPointF(), kSize), theme.background);
        drawHeadBoard(painter, layOutHeadBoard(picture.shape, kSize), picture, theme);
    });
}

TEST(HeadBoardPaint, ACellHasTheColourOfItsValue)
{
    const HeadBoardPicture picture = smolLmPicture();
    const auto layout = layOutHeadBoard(picture.shape, kSize);
    for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark}) {
        const Theme &theme = themeOf(kind);
        const QImage image = boardOf(picture, theme);

        EXPECT_EQ(colorAt(image, layout.cell(at(7, 2)).center()),
                  scaleOf(picture, theme).color(picture.values[7][2]));
    }
}

TEST(HeadBoardPaint, AnAblatedCellLosesItsFillAndIsHatched)
{
    const HeadBoardPicture picture = smolLmPicture();
    const Theme &theme = themeOf(ThemeKind::Light);
    const QImage image = boardOf(picture, theme, 4);
    const QRectF cell = layOutHeadBoard(picture.shape, kSize).cell(at(23, 3));
    int hatched = 0;
    int empty = 0;

    for (double x = cell.left() + 2; x < cell.right() - 2; x += 0.25) {
        hatched += colorAt(image, {x, cell.center().y()}) == theme.ablated ? 1 : 0;
        empty += colorAt(image, {x, cell.center().y()}) == theme.panel ? 1 : 0;
    }

    EXPECT_GT(hatched, 3);
    EXPECT_GT(empty, 10);
}

TEST(HeadBoardPaint, SharesKeepAFixedRange)
{
    HeadBoardPicture picture = smolLmPicture();

    EXPECT_NEAR(scaleOf(picture, themeOf(ThemeKind::Light)).high(), 2, 0.05);
    picture.metric = {MetricId::Self};
    EXPECT_EQ(scaleOf(picture, themeOf(ThemeKind::Light)).high(), 1);
}

TEST(HeadBoardPaint, AnAblatedHeadDoesNotPaleTheOthers)
{
    HeadBoardPicture picture = smolLmPicture();
    ASSERT_TRUE(picture.interventions.contains(at(23, 3)));
    picture.values[23][3] = 100;

    EXPECT_NEAR(scaleOf(picture, themeOf(ThemeKind::Light)).high(), 2, 0.05);
}

TEST(HeadBoardPaint, MissingValuesAreNoZeros)
{
    HeadBoardPicture picture = smolLmPicture();
    picture.values.resize(1);

    EXPECT_FALSE(picture.value(at(1, 0)));
    EXPECT_TRUE(picture.value(at(0, 8)));
    EXPECT_FALSE(picture.value(at(0, 9)));
}

TEST(HeadBoardPaint, APlaceWithoutAHeadHasNoFillAndADottedFrame)
{
    HeadBoardPicture picture = smolLmPicture();
    picture.shape = {4, 6, 6, Stack::Encoder, {6, 4, 0, 5}};
    for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark}) {
        const Theme &theme = themeOf(kind);
        const QImage image = boardOf(picture, theme, 1);
        const QRectF cell = layOutHeadBoard(picture.shape, kSize).cell(at(1, 5));
        int dots = 0;
        for (double x = cell.left(); x < cell.right(); ++x)
            dots += colorAt(image, {x, cell.top()}) != theme.background ? 1 : 0;

        EXPECT_EQ(colorAt(image, cell.center()), theme.background);
        EXPECT_GT(dots, 4);
        keep(image, QStringLiteral("board-uneven-") +
                        (kind == ThemeKind::Dark ? QStringLiteral("dark") : QStringLiteral("light")));
    }
}

TEST(HeadBoardPaint, PicturesForTheEyes)
{
    HeadBoardPicture small = smolLmPicture();
    small.shape = {2, 4, 4};
    small.interventions = {{at(0, 2), Zero{}}};
    for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark}) {
        const QString theme = kind == ThemeKind::Dark ? QStringLiteral("dark") : QStringLiteral("light");
        for (const double scale : {1.0, 2.0}) {
            const QImage image = drawn({400, 720}, scale, [&](QPainter &painter) {
                drawBoardPicture(painter, {0, 0, 400, 720}, smolLmPicture(), themeOf(kind));
            });
            keep(image, QStringLiteral("board-%1-%2").arg(theme).arg(scale));
            EXPECT_NE(colorAt(image, {200, 300}), QColor(Qt::magenta));
        }
        keep(drawn({500, 320}, 1,
                   [&](QPainter &painter) {
                       drawBoardPicture(painter, {0, 0, 500, 320}, small, themeOf(kind));
                   }),
             QStringLiteral("board-small-") + theme);
    }
}

} // namespace
} // namespace headscope
