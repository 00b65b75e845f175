#include "tests/ui/views/made_result.h"
#include "ui/views/lines_layout.h"

#include <gtest/gtest.h>

namespace headscope {
namespace {

constexpr QSizeF kViewport(900, 600);

/// Head 0 looks at the token before, head 1 at the first, head 2 at itself, head 3 at all alike.
AttentionLinesInput madeInput(int tokens)
{
    const auto result = madeResult(1, 4, tokens);
    AttentionLinesInput input;
    for (int head = 0; head < 4; ++head)
        input.patterns.push_back(result->pattern({Stack::Encoder, 0, head}));
    return input;
}

TEST(AttentionLines, AttentionsBelowTheThresholdAreLeftOut)
{
    AttentionLinesInput input = madeInput(4);
    EXPECT_EQ(attentionLines(input).size(), 3U * 4 + 10);

    input.threshold = 0.4; // of head 3 remain 1, ½ and ½

    EXPECT_EQ(attentionLines(input).size(), 3U * 4 + 3);
}

TEST(AttentionLines, AThresholdOfZeroDrawsNoZeros)
{
    AttentionLinesInput input = madeInput(4);
    input.threshold = 0;

    EXPECT_EQ(attentionLines(input).size(), 3U * 4 + 10);
}

TEST(AttentionLines, OnlyTheStrongestKeysOfEachQueryAndHeadRemain)
{
    AttentionLinesInput input = madeInput(6);
    input.topKeys = 2;

    EXPECT_EQ(attentionLines(input).size(), 3U * 6 + 1 + 5 * 2);
}

TEST(AttentionLines, TheFirstTokenCanBeLeftOut)
{
    AttentionLinesInput input = madeInput(5);
    input.hideFirstToken = true;

    for (const AttentionLine &line : attentionLines(input))
        EXPECT_NE(line.key, 0);
}

TEST(AttentionLines, APartOfAPairHasTheLinesBetweenItsTexts)
{
    AttentionLinesInput input = madeInput(6);
    const std::size_t all = attentionLines(input).size();
    std::size_t parts = 0;
    for (const TextPart part : {TextPart::FirstToFirst, TextPart::FirstToSecond, TextPart::SecondToFirst,
                                TextPart::SecondToSecond}) {
        input.part = drawnPart(part, 4);
        const bool fromFirst = part == TextPart::FirstToFirst || part == TextPart::FirstToSecond;
        const bool toFirst = part == TextPart::FirstToFirst || part == TextPart::SecondToFirst;
        for (const AttentionLine &line : attentionLines(input)) {
            EXPECT_EQ(line.query < 4, fromFirst);
            EXPECT_EQ(line.key < 4, toFirst);
            ++parts;
        }
    }
    EXPECT_EQ(parts, all);
    EXPECT_EQ(drawnPart(TextPart::FirstToFirst, std::nullopt), DrawnPart());
    EXPECT_EQ(drawnPart(TextPart::All, 4), DrawnPart());
}

TEST(AttentionLines, AHiddenHeadHasNoLines)
{
    AttentionLinesInput input = madeInput(5);
    input.patterns[1] = {};

    for (const AttentionLine &line : attentionLines(input))
        EXPECT_NE(line.head, 1);
}

TEST(AttentionLines, TheWeakestComesFirst)
{
    const auto lines = attentionLines(madeInput(5));

    EXPECT_TRUE(std::ranges::is_sorted(lines, {}, &AttentionLine::attention));
    EXPECT_EQ(lines.back().attention, 1.0F);
}

TEST(AttentionLines, ATokensLinesAreThoseOfItsSide)
{
    const auto lines = attentionLines(madeInput(4));

    EXPECT_EQ(linesOfToken(lines, {TokenSide::Query, 3}).size(), 3U + 4);
    EXPECT_EQ(linesOfToken(lines, {TokenSide::Key, 3}).size(), 2U); // itself, and all alike
}

TEST(LinesLayout, ATokenIsFoundInItsBoxOnItsSide)
{
    const LinesLayout layout = layOutLines({10, 10}, kViewport);

    for (int position = 0; position < 10; ++position) {
        EXPECT_EQ(layout.tokenAt(layout.queryBox(position).center()),
                  (PinnedToken{TokenSide::Query, position}));
        EXPECT_EQ(layout.tokenAt(layout.keyBox(position).center()), (PinnedToken{TokenSide::Key, position}));
    }
}

TEST(LinesLayout, BetweenAboveAndBelowTheTextsThereIsNoToken)
{
    const LinesLayout layout = layOutLines({10, 10}, kViewport);

    EXPECT_FALSE(layout.tokenAt({(layout.linesLeft() + layout.linesRight()) / 2, layout.rowCentre(3)}));
    EXPECT_FALSE(layout.tokenAt({layout.queryBox(0).center().x(), layout.top - 1}));
    EXPECT_FALSE(layout.tokenAt({layout.queryBox(0).center().x(), layout.queryBox(9).bottom() + 1}));
    EXPECT_FALSE(layOutLines({0, 0}, kViewport).tokenAt({20, 20}));
}

TEST(LinesLayout, ManyTokensAreScrolledTo)
{
    EXPECT_LE(layOutLines({10, 10}, kViewport).contentHeight, kViewport.height());
    EXPECT_GT(layOutLines({512, 512}, kViewport).contentHeight, 512 * 17.0);
}

TEST(LinesLayout, ANarrowViewHasNoNumbers)
{
    EXPECT_EQ(layOutLines({5, 5}, {300, 300}).numbersWidth, 0);
    EXPECT_GT(layOutLines({5, 5}, kViewport).numbersWidth, 0);
}

TEST(LinesLayout, HeadingsStandAboveTheColumnsAndAreNoTokens)
{
    const LinesLayout layout = layOutLines({10, 8}, kViewport);

    for (const TokenSide side : {TokenSide::Query, TokenSide::Key}) {
        EXPECT_FALSE(layout.tokenAt(layout.heading(side).center()));
        EXPECT_GE(layout.heading(side).top(), 0);
    }
    EXPECT_EQ(layout.heading(TokenSide::Query).bottom(), layout.queryBox(0).top());
    EXPECT_EQ(layout.heading(TokenSide::Key).left(), layout.keyBox(0).left());
}

} // namespace
} // namespace headscope
