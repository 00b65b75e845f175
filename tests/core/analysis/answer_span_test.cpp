#include "core/analysis/answer_span.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace headscope {

namespace {

/// [CLS] q q [SEP] c c c [SEP]
std::vector<Token> questionAndContext()
{
    std::vector<Token> tokens(8);
    for (const std::size_t question : {1U, 2U})
        tokens[question].sequence = 0;
    for (const std::size_t context : {4U, 5U, 6U})
        tokens[context].sequence = 1;
    return tokens;
}

Tensor logitsOf(std::initializer_list<float> startsAndEnds)
{
    Tensor logits({std::ssize(startsAndEnds) / 2, 2});
    std::ranges::copy(startsAndEnds, logits.data());
    return logits;
}

} // namespace

TEST(AnswerSpan, AnAnswerLiesInTheSecondTextOfAPair)
{
    const AnswerBounds bounds = answerBounds(questionAndContext());

    EXPECT_EQ(bounds.first, 4);
    EXPECT_EQ(bounds.last, 6);
}

TEST(AnswerSpan, OneTextIsSearchedWithoutItsSpecialTokens)
{
    std::vector<Token> tokens(4);
    tokens[1].sequence = tokens[2].sequence = 0;

    EXPECT_EQ(answerBounds(tokens).first, 1);
    EXPECT_EQ(answerBounds(tokens).last, 2);
    EXPECT_LT(answerBounds(std::vector<Token>(2)).last, 0);
}

TEST(AnswerSpan, TheBestAnswerStartsBeforeItEnds)
{
    // The likeliest start is token 2, the likeliest end token 1: together they are no answer.
    const Tensor logits = logitsOf({0, 0, 1, 5, 4, 1});

    const auto answers = bestAnswers(logits, {0, 2}, 10);

    ASSERT_EQ(answers.size(), 6U);
    EXPECT_EQ(answers[0].first, 1);
    EXPECT_EQ(answers[0].last, 1);
    EXPECT_FLOAT_EQ(answers[0].score, 6);
    EXPECT_TRUE(std::ranges::is_sorted(answers, std::greater{}, &AnswerSpan::probability));
}

TEST(AnswerSpan, NoAnswerIsLongerThanTheLongest)
{
    const Tensor logits = logitsOf({9, 0, 0, 0, 0, 9});

    const auto answers = bestAnswers(logits, {0, 2, 2}, 10);

    ASSERT_EQ(answers.size(), 5U);
    for (const AnswerSpan &answer : answers)
        EXPECT_LE(answer.last - answer.first, 1);
}

TEST(AnswerSpan, OutsideTheBoundsThereIsNone)
{
    EXPECT_TRUE(bestAnswers(logitsOf({1, 1}), {0, -1}, 3).empty());
}

} // namespace headscope
