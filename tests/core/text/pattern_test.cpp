#include "core/text/patterns/pattern.h"
#include "tests/support/expect_refusal.h"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

namespace headscope {

namespace {

using testing::HasSubstr;
using Matches = std::vector<Pattern::Match>;

Matches matches(const std::string &expression, std::string_view text)
{
    return Pattern(expression).matches(alignedText(text), {});
}

std::string refusal(const std::string &expression)
{
    return refusalOf([&] { const Pattern pattern(expression); });
}

} // namespace

TEST(Pattern, ClassesAreThoseOfUnicode)
{
    EXPECT_EQ(matches(R"(\p{Lu}+)", "aÀB中"), (Matches{{1, 3}}));
    EXPECT_EQ(matches(R"([^\s\p{L}\p{N}]+)", "a, b—½"), (Matches{{1, 2}, {4, 5}}));
    EXPECT_EQ(matches(R"(\p{Han}|[\p{^L}&&[^ ]])", "中 a1"), (Matches{{0, 1}, {3, 4}}));
    EXPECT_EQ(matches(R"(\p{L})", "\U0002EBF0\u1C89\uA7CE"), (Matches{{0, 1}, {1, 2}})); // 15.1, 16, 17
}

TEST(Pattern, RepetitionsGroupsAndAnchorsAreOnigurumas)
{
    EXPECT_EQ(matches("a{,2}b", "aaab"), (Matches{{1, 4}}));
    EXPECT_EQ(matches("a{2,}|b{1,}?c", "aaabbca"), (Matches{{0, 3}, {3, 6}}));
    EXPECT_EQ(matches("a{", "a{"), (Matches{{0, 2}}));
    EXPECT_EQ(matches("(?i:'s)|b", "'S'ſB"), (Matches{{0, 2}, {2, 4}}));
    EXPECT_EQ(matches("^.", "ab\nc"), (Matches{{0, 1}, {3, 4}}));
    EXPECT_EQ(matches(R"(.\Z)", "a\nb\n"), (Matches{{2, 3}}));
    EXPECT_EQ(matches(R"((?<=\d)x(?!y)|\h)", "1xy2xf"), (Matches{{0, 1}, {3, 4}, {4, 5}, {5, 6}}));
    EXPECT_EQ(matches("a(?i)b|c", "aBaC"), (Matches{{0, 2}, {2, 4}}));
}

TEST(Pattern, EmptyMatchesStandOnceAtAPlace)
{
    EXPECT_EQ(matches("(?=b)", "abb"), (Matches{{1, 1}, {2, 2}}));
    EXPECT_EQ(matches("b*", "abb"), (Matches{{0, 0}, {1, 3}}));
}

TEST(Pattern, WhatIsNoPatternIsRefused)
{
    EXPECT_THAT(refusal("(a"), HasSubstr("a ( without its )"));
    EXPECT_THAT(refusal("a)"), HasSubstr("a ) without its ("));
    EXPECT_THAT(refusal("*a"), HasSubstr("a repetition of nothing"));
    EXPECT_THAT(refusal("[a"), HasSubstr("an end in the middle"));
    EXPECT_THAT(refusal("[b-a]"), HasSubstr("ends before it begins"));
    EXPECT_THAT(refusal(R"(\p{Klingonese})"), HasSubstr("'Klingonese'"));
    EXPECT_THAT(refusal(R"((a)\1)"), HasSubstr(R"(\1)"));
    EXPECT_THAT(refusal(R"(a\K)"), HasSubstr(R"(\K)"));
    EXPECT_THAT(refusal("(?<=a+)b"), HasSubstr("LOOK_BEHIND"));
    EXPECT_THAT(refusal("a{200000}"), HasSubstr("100000"));
    EXPECT_THAT(refusal(std::string(100, '(') + std::string(100, ')')), HasSubstr("deeper"));
    EXPECT_THAT(refusal("\\"), HasSubstr("an end in the middle"));
}

TEST(Pattern, ASearchThatTakesTooLongIsGivenUp)
{
    const std::string text = std::string(40, 'a') + "!";
    const auto start = std::chrono::steady_clock::now();

    EXPECT_THAT(refusalOf([&] { (void)matches("(a+)+$", text); }), HasSubstr("too many steps"));
    EXPECT_THAT(refusalOf([&] { (void)matches(R"(\s+\s+\s+\s+$)", std::string(20'000, ' ') + "!"); }),
                HasSubstr("too many steps"));
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(30));
}

TEST(Pattern, ALongSearchCanBeStopped)
{
    const AlignedText text = alignedText(std::string(4'000'000, ' ') + "!");
    std::stop_source stop;
    const std::jthread stopper([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        stop.request_stop();
    });

    EXPECT_NO_THROW((void)Pattern(R"(\s+$)").matches(text, stop.get_token()));
}

TEST(Pattern, LlamaSplitsTenMegabytesOfOneLetterInOnePiece)
{
    const Pattern llama(
        R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*)"
        R"(|\s*[\r\n]+|\s+(?!\S)|\s+)");

    EXPECT_EQ(llama.matches(alignedText(std::string(10'000'000, 'a')), {}), (Matches{{0, 10'000'000}}));
    EXPECT_EQ(llama.matches(alignedText(std::string(10'000'000, ' ')), {}), (Matches{{0, 10'000'000}}));
    EXPECT_EQ(matches(" {2,}", std::string(10'000'000, ' ')), (Matches{{0, 10'000'000}}));
}

} // namespace headscope
