#include "core/model/random_model.h"
#include "ui/session/session_text.h"

#include <gtest/gtest.h>

namespace headscope {
namespace {

/// Letters are tokens of the text, brackets special ones.
std::vector<Token> tokensOf(const std::string &text)
{
    std::vector<Token> tokens;
    for (const char letter : text) {
        const bool isSpecial = letter == '<' || letter == '>';
        tokens.push_back({letter, isSpecial ? -1 : 0, 0, 0, 0});
    }
    return tokens;
}

std::string cut(const std::string &text, int positions)
{
    std::string kept;
    for (const Token &token : cutToPositions(tokensOf(text), positions).tokens)
        kept += static_cast<char>(token.id);
    return kept;
}

} // namespace

TEST(CutTokens, ATextThatFitsStaysWhole)
{
    EXPECT_EQ(cut("<abc>", 5), "<abc>");
    EXPECT_EQ(cutToPositions(tokensOf("<abc>"), 5).beyondModel, 0);
}

TEST(CutTokens, EverySpecialTokenThatClosesTheTextIsKept)
{
    EXPECT_EQ(cut("<abcd>", 4), "<ab>");
    EXPECT_EQ(cut("<abcd>>", 5), "<ab>>");
    EXPECT_EQ(cut("abcd", 3), "abc");
    EXPECT_EQ(cutToPositions(tokensOf("<abcd>>"), 5).beyondModel, 2);
}

TEST(CutTokens, ClosingTokensAloneAreCutToo)
{
    EXPECT_EQ(cut("a>>>", 2), ">>");
    EXPECT_EQ(cut("<<<", 1), "<");
}

/// Its patterns would take 72 GB; they are computed when somebody looks.
TEST(CutTokens, ALongTextIsNotCutForPatternsThatNeedNotBeKept)
{
    constexpr std::size_t kLong = 8192;

    const ComputedTokens tokens =
        cutToMemory({std::vector<Token>(kLong), 0}, smolLm2Config(), LogitScope::Given, 0);

    EXPECT_EQ(tokens.tokens.size(), kLong);
    EXPECT_EQ(tokens.beyondModel, 0);
}

} // namespace headscope
