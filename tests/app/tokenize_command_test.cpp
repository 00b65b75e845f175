#include "tests/support/run_program.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <sstream>

namespace headscope {

namespace {

using nlohmann::json;

std::vector<json> linesOf(const std::string &output)
{
    std::vector<json> lines;
    std::istringstream stream(output);
    for (std::string line; std::getline(stream, line);)
        lines.push_back(json::parse(line));
    return lines;
}

} // namespace

TEST(Tokenize, GivesOffsetsInCodePointsAndNullForSpecialTokens)
{
    const ProgramResult result =
        runHeadscope({"tokenize", "negation", "--text", "Ce film n'est pas très bon", "--json"});

    ASSERT_EQ(result.status, 0) << result.errors;
    const json tokens = json::parse(result.output).at("tokens");
    EXPECT_TRUE(tokens.front().at("begin").is_null());
    EXPECT_TRUE(tokens.back().at("sequence").is_null());
    EXPECT_EQ(tokens[1].at("begin"), 0);
    EXPECT_EQ(tokens[1].at("end"), 2);
    EXPECT_EQ(tokens[tokens.size() - 2].at("end"), 26);
}

TEST(Tokenize, LinesGivesAnObjectForEveryLineAndNoneForTheLastLineEnd)
{
    const auto count = [](const std::string &input) {
        return linesOf(
                   runHeadscope({"tokenize", "negation", "--text", "-", "--lines", "--json"}, input).output)
            .size();
    };

    EXPECT_EQ(count("good\nbad\n"), 2U);
    EXPECT_EQ(count("good\n\n  \nbad"), 4U);
    EXPECT_EQ(count("\n"), 1U);
    EXPECT_EQ(count(""), 0U);
}

TEST(Tokenize, TheSameTextArrivesByArgumentStandardInputAndLocale)
{
    const std::string text = "le film n'était pas très bon 🙂";
    const std::string reference = runHeadscope({"tokenize", "negation", "--text", text, "--json"}).output;

    EXPECT_EQ(runHeadscope({"tokenize", "negation", "--text", "-", "--json"}, text + "\n").output, reference);
    for (const char *locale : {"LC_ALL=C", "LC_ALL=C.UTF-8", "LC_ALL=fr_FR.UTF-8"})
        EXPECT_EQ(runHeadscope({"tokenize", "negation", "--text", text, "--json"}, {}, {locale}).output,
                  reference)
            << locale;
}

TEST(Tokenize, ALiteralAtSignIsDoubled)
{
    EXPECT_EQ(runHeadscope({"tokenize", "negation", "--text", "@@good", "--json"}).output,
              runHeadscope({"tokenize", "negation", "--text", "-", "--json"}, "@good").output);
}

TEST(Tokenize, AnEmptyTextWithoutSpecialTokensIsAnEmptyList)
{
    const ProgramResult result =
        runHeadscope({"tokenize", "negation", "--text", "", "--no-special-tokens", "--json"});

    EXPECT_EQ(result.status, 0);
    EXPECT_EQ(json::parse(result.output).at("tokens").size(), 0U);
}

TEST(Tokenize, InvalidBytesAreReplacedWithAWarning)
{
    const ProgramResult result =
        runHeadscope({"tokenize", "negation", "--text", "-", "--json"}, "good \xFF bad");

    EXPECT_EQ(result.status, 0);
    EXPECT_EQ(result.errorLines(), 1);
    EXPECT_TRUE(json::accept(result.output));
}

} // namespace headscope
