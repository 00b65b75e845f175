#include "ui/views/head_board_layout.h"

#include <gtest/gtest.h>

namespace headscope {
namespace {

const HeadBoardShape kSmolLm{30, 9, 3};

HeadId at(int layer, int head)
{
    return {Stack::Encoder, layer, head};
}

TEST(HeadBoardLayout, ThirtyLayersFitIntoAnOrdinaryPanel)
{
    const auto layout = layOutHeadBoard(kSmolLm, {260, 620});

    EXPECT_LE(layout.content.height(), 620);
    EXPECT_LE(layout.content.width(), 260);
    EXPECT_GE(layout.pitch.height(), 18);
}

TEST(HeadBoardLayout, TwelveByTwelveGetsLargerCells)
{
    const auto layout = layOutHeadBoard({12, 12, 12}, {400, 620});

    EXPECT_GE(layout.pitch.height(), 28);
    EXPECT_LE(layout.content.width(), 400);
}

TEST(HeadBoardLayout, EveryCellIsFoundAtItsCentre)
{
    const auto layout = layOutHeadBoard(kSmolLm, {260, 620});

    for (const HeadId &head : headsOfModel(kSmolLm))
        EXPECT_EQ(layout.headAt(layout.cell(head).center()), head);
}

TEST(HeadBoardLayout, GapsAreNoDeadSpots)
{
    const auto layout = layOutHeadBoard(kSmolLm, {260, 620});
    const QRectF cell = layout.cell(at(3, 2));

    EXPECT_EQ(layout.headAt({cell.right() + 3, cell.center().y()}), at(3, 2));
    EXPECT_EQ(layout.headAt({cell.center().x(), cell.bottom() + 1}), at(3, 2));
}

TEST(HeadBoardLayout, GroupsThatShareKeysStandApart)
{
    const auto layout = layOutHeadBoard(kSmolLm, {260, 620});
    const auto gapAfter = [&](int head) {
        return layout.cell(at(0, head + 1)).left() - layout.cell(at(0, head)).right();
    };

    EXPECT_GT(gapAfter(2), gapAfter(1));
    EXPECT_GT(gapAfter(5), gapAfter(4));
}

TEST(HeadBoardLayout, HeadersAreHitSeparately)
{
    const auto layout = layOutHeadBoard(kSmolLm, {260, 620});

    EXPECT_EQ(layout.layerOfHeaderAt(layout.rowHeader(29).center()), 29);
    EXPECT_EQ(layout.headOfHeaderAt(layout.columnHeader(8).center()), 8);
    EXPECT_FALSE(layout.headAt(layout.rowHeader(29).center()));
    EXPECT_FALSE(layout.layerOfHeaderAt({1, 1}));
    EXPECT_FALSE(layout.headAt({5000, 300}));
}

TEST(HeadBoardLayout, ScrollingMovesCellsAndKeepsHeaders)
{
    const HeadBoardShape deep{120, 12, 12};
    HeadBoardOptions options;
    options.scroll = {0, 300};

    const auto layout = layOutHeadBoard(deep, {260, 400}, options);

    EXPECT_EQ(layout.firstVisibleLayer(), 20);
    EXPECT_EQ(layout.columnHeader(0).top(), 0);
    EXPECT_FALSE(layout.headAt({60, 5}));
    EXPECT_EQ(layout.headAt({60, layout.cells.top() + 1})->layer, 20);
    EXPECT_LT(layout.scrollToShow(at(0, 0)).y(), 0);
    EXPECT_EQ(layout.scrollToShow(at(25, 0)), QPointF(0, 0));
    EXPECT_GT(layout.scrollToShow(at(119, 0)).y(), 0);
}

TEST(HeadBoardLayout, APlaceWithoutAHeadIsNoHead)
{
    const auto layout = layOutHeadBoard({2, 4, 4, Stack::Encoder, {4, 2}}, {260, 620});
    const QPointF missing = layout.cell(at(1, 3)).center();

    EXPECT_FALSE(layout.headAt(missing));
    EXPECT_EQ(layout.missingHeadAt(missing), at(1, 3));
    EXPECT_FALSE(layout.missingHeadAt(layout.cell(at(1, 1)).center()));
}

TEST(HeadBoardLayout, AnEmptyModelHasNoHeads)
{
    const auto layout = layOutHeadBoard({}, {260, 620});

    EXPECT_FALSE(layout.headAt({50, 50}));
    EXPECT_FALSE(layout.headOfHeaderAt({50, 5}));
}

} // namespace
} // namespace headscope
