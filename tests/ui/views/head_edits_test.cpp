#include "ui/views/head_edits.h"

#include <gtest/gtest.h>

namespace headscope {
namespace {

const HeadBoardShape kShape{2, 3, 3};

HeadId at(int layer, int head)
{
    return {Stack::Encoder, layer, head};
}

TEST(HeadEdits, TogglingARowAblatesItAndTogglingAgainRestoresIt)
{
    const Interventions before{{at(1, 1), Mean{}}};
    const auto row = headsOfLayer(kShape, 1);

    const Interventions once = toggled(before, row);

    EXPECT_EQ(once.size(), 3U);
    EXPECT_EQ(once.at(at(1, 1)), Intervention(Mean{}));
    EXPECT_EQ(once.at(at(1, 0)), Intervention(Zero{}));
    EXPECT_TRUE(toggled(once, row).empty());
}

TEST(HeadEdits, AColumnHasOneHeadOfEachLayer)
{
    EXPECT_EQ(headsOfColumn(kShape, 2), (std::vector{at(0, 2), at(1, 2)}));
    EXPECT_EQ(headsOfModel(kShape).size(), 6U);
}

TEST(HeadEdits, OnlyThisHeadLeavesOtherLayersAlone)
{
    const Interventions before{{at(0, 0), Mean{}}, {at(1, 1), Zero{}}};

    const Interventions after = onlyThis(before, at(1, 1), headsOfLayer(kShape, 1));

    EXPECT_EQ(after, (Interventions{{at(0, 0), Mean{}}, {at(1, 0), Zero{}}, {at(1, 2), Zero{}}}));
    EXPECT_EQ(onlyThis(before, at(1, 1), headsOfModel(kShape)).size(), 5U);
}

TEST(HeadEdits, InvertingTwiceGivesTheSameHeadsOff)
{
    const Interventions before{{at(0, 0), Zero{}}, {at(1, 2), Zero{}}};
    const auto all = headsOfModel(kShape);

    EXPECT_EQ(inverted(before, all).size(), 4U);
    EXPECT_EQ(inverted(inverted(before, all), all), before);
}

TEST(HeadEdits, GroupsFollowTheKeyValueHeads)
{
    EXPECT_EQ((HeadBoardShape{30, 9, 3}.groupSize()), 3);
    EXPECT_EQ((HeadBoardShape{12, 12, 12}.groupSize()), 1);
    EXPECT_EQ((HeadBoardShape{1, 8, 0}.groupSize()), 1);
}

TEST(HeadEdits, HeadsThatALayerDoesNotHaveAreInNoList)
{
    const HeadBoardShape uneven{3, 3, 3, Stack::Encoder, {3, 0, 1}};

    EXPECT_EQ(headsOfLayer(uneven, 2), std::vector{at(2, 0)});
    EXPECT_TRUE(headsOfLayer(uneven, 1).empty());
    EXPECT_EQ(headsOfColumn(uneven, 1), std::vector{at(0, 1)});
    EXPECT_EQ(headsOfModel(uneven).size(), 4U);
    EXPECT_EQ(missingHeads(uneven, 2), (std::vector{at(2, 1), at(2, 2)}));
    EXPECT_FALSE(uneven.contains(at(2, 1)));
}

TEST(HeadEdits, TheKeyboardPassesOverLayersWithoutHeads)
{
    const HeadBoardShape uneven{4, 3, 3, Stack::Encoder, {3, 0, 1, 0}};

    EXPECT_EQ(neighbour(uneven, at(0, 2), 1, 0), at(2, 0));
    EXPECT_EQ(neighbour(uneven, at(2, 0), -1, 0), at(0, 0));
    EXPECT_EQ(neighbour(uneven, at(2, 0), 1, 0), at(2, 0));
    EXPECT_EQ(neighbour(uneven, at(2, 0), 0, 1), at(2, 0));
    EXPECT_EQ(neighbour(uneven, at(0, 0), 0, 3), at(0, 2));
}

} // namespace
} // namespace headscope
