#include "core/analysis/intervention.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace headscope {

namespace {

const HeadBounds kBounds{8, 6};
const HeadBounds kTwoStacks{8, 6, 4, 3};

Interventions parsed(std::initializer_list<std::string_view> specs)
{
    Interventions interventions;
    for (const std::string_view spec : specs)
        addSpec(spec, kBounds, interventions);
    return interventions;
}

HeadId head(int layer, int number)
{
    return {Stack::Encoder, layer, number};
}

} // namespace

TEST(InterventionSpec, NamesOneHeadSeveralHeadsOrALayer)
{
    EXPECT_EQ(parsed({"3.5=zero"}), (Interventions{{head(3, 5), Zero{}}}));
    EXPECT_EQ(parsed({"2.0,2.4=scale:0.5"}),
              (Interventions{{head(2, 0), Scale{0.5F}}, {head(2, 4), Scale{0.5F}}}));
    EXPECT_EQ(parsed({"7.*=mean"}).size(), 6U);
}

TEST(InterventionSpec, ALaterSpecForAHeadWins)
{
    EXPECT_EQ(parsed({"3.*=zero", "3.5=uniform"}).at(head(3, 5)), Intervention{Uniform{}});
}

TEST(InterventionSpec, MalformedSpecsAreRefused)
{
    for (const char *spec :
         {"", "=", "3.5", "3=zero", "a.b=zero", "3.5=off", "3.5=scale:", "3.5=scale:x", "3.5=scale:nan",
          "-1.0=zero", "3.-1=zero", "3.5,=zero", "3.5 =zero", "3.5=zero ", ".=zero", "e=zero", "ee3.5=zero"})
        EXPECT_THROW(parsed({spec}), std::invalid_argument) << spec;
}

TEST(InterventionSpec, AHeadOutsideTheModelIsAnotherError)
{
    EXPECT_THROW(parsed({"8.0=zero"}), std::out_of_range);
    EXPECT_THROW(parsed({"0.6=zero"}), std::out_of_range);
    EXPECT_THROW(parsed({"9.*=zero"}), std::out_of_range);
    EXPECT_THROW(parsed({"d3.5=zero"}), std::out_of_range);
    EXPECT_EQ(parsed({"e3.5=zero"}), parsed({"3.5=zero"}));
}

TEST(InterventionSpec, ALayerHasAsManyHeadsAsItHas)
{
    const HeadBounds uneven{3, 4, 0, 0, {2, 4, 0}};
    Interventions interventions;

    addSpec("0.*=zero", uneven, interventions);

    EXPECT_EQ(interventions, (Interventions{{head(0, 0), Zero{}}, {head(0, 1), Zero{}}}));
    EXPECT_EQ(toSpecs(interventions, uneven), (std::vector<std::string>{"0.*=zero"}));
    for (const char *spec : {"0.2=zero", "2.0=zero", "2.*=zero", "3.0=zero"})
        EXPECT_THROW(addSpec(spec, uneven, interventions), std::out_of_range) << spec;
}

TEST(InterventionSpec, ALetterNamesTheStack)
{
    Interventions parsed;
    for (const char *spec : {"e7.5=mean", "d3.2=zero", "x3.*=first"})
        addSpec(spec, kTwoStacks, parsed);

    EXPECT_EQ(parsed.size(), 5U);
    EXPECT_TRUE(parsed.contains(head(7, 5)));
    EXPECT_TRUE(parsed.contains(HeadId{Stack::Decoder, 3, 2}));
    EXPECT_TRUE(parsed.contains(HeadId{Stack::Cross, 3, 0}));
    for (const char *spec : {"d4.0=zero", "x0.3=zero", "d0.5=zero"})
        EXPECT_THROW(addSpec(spec, kTwoStacks, parsed), std::out_of_range) << spec;
}

TEST(InterventionSpec, ARefusedSpecChangesNothing)
{
    Interventions interventions;

    EXPECT_THROW(addSpec("0.0,9.9=zero", kBounds, interventions), std::out_of_range);

    EXPECT_TRUE(interventions.empty());
}

TEST(InterventionSpec, WrittenSpecsMakeTheSameInterventionsAgain)
{
    const Interventions some =
        parsed({"3.*=zero", "2.1,4.2=zero", "5.0=scale:0.25", "6.1=mean", "7.*=first"});

    Interventions again;
    for (const std::string &spec : toSpecs(some, kBounds))
        addSpec(spec, kBounds, again);

    EXPECT_EQ(again, some);
}

TEST(InterventionSpec, WrittenSpecsNameTheStacks)
{
    Interventions some;
    for (const char *spec : {"3.*=zero", "d3.*=zero", "x0.2=zero", "d1.1=scale:0.5"})
        addSpec(spec, kTwoStacks, some);

    EXPECT_EQ(toSpecs(some, kTwoStacks), (std::vector<std::string>{"d1.1=scale:0.5", "3.*,d3.*,x0.2=zero"}));
}

} // namespace headscope
