#include "core/analysis/intervention.h"

#include <gtest/gtest.h>

namespace headscope {

TEST(Interventions, FirstDifferingLayerIsWhereResumingMustBegin)
{
    const Interventions none;
    const Interventions one{{HeadId{Stack::Encoder, 3, 1}, Zero{}}};
    const Interventions scaled{{HeadId{Stack::Encoder, 3, 1}, Scale{0.5F}}};

    EXPECT_EQ(firstDifferingLayer(none, none, 6), 6);
    EXPECT_EQ(firstDifferingLayer(none, one, 6), 3);
    EXPECT_EQ(firstDifferingLayer(one, none, 6), 3);
    EXPECT_EQ(firstDifferingLayer(one, scaled, 6), 3);
}

TEST(Interventions, ADecoderLayerIsCountedAfterTheEncoderWithItsCrossAttention)
{
    constexpr StackDepths depths{6, 4};
    const Interventions cross{{HeadId{Stack::Cross, 1, 0}, Zero{}}};
    const Interventions both{{HeadId{Stack::Cross, 1, 0}, Zero{}}, {HeadId{Stack::Decoder, 2, 0}, Zero{}}};
    const Interventions all{{HeadId{Stack::Encoder, 5, 0}, Zero{}}, {HeadId{Stack::Cross, 1, 0}, Zero{}}};

    EXPECT_EQ(firstDifferingLayer({}, {}, depths), 10);
    EXPECT_EQ(firstDifferingLayer({}, cross, depths), 7);
    EXPECT_EQ(firstDifferingLayer(both, cross, depths), 8);
    EXPECT_EQ(firstDifferingLayer(cross, all, depths), 5);
    EXPECT_EQ(firstDifferingLayer({}, both, depths), 7);
}

TEST(Interventions, ALayersRangeHoldsItsHeadsOnly)
{
    const Interventions some{{HeadId{Stack::Encoder, 1, 3}, Zero{}},
                             {HeadId{Stack::Encoder, 2, 0}, Zero{}},
                             {HeadId{Stack::Encoder, 2, 5}, Mean{}},
                             {HeadId{Stack::Encoder, 3, 0}, Zero{}}};

    EXPECT_EQ(std::ranges::distance(interventionsIn(some, 2)), 2);
    EXPECT_EQ(interventionsIn(some, 2).begin()->first.head, 0);
    EXPECT_TRUE(interventionsIn(some, 0).empty());
}

} // namespace headscope
