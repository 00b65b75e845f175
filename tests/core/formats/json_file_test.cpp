#include "core/formats/json_builder.h"
#include "core/formats/json_file.h"
#include "tests/support/expect_refusal.h"
#include "tests/support/test_files.h"

#include <nlohmann/json.hpp>

namespace headscope {

namespace {

using nlohmann::json;
using testing::HasSubstr;

std::string refusalOfText(std::string_view text)
{
    return refusalOf([text] { (void)parseJson(text, "some.json"); });
}

std::string nested(std::size_t depth)
{
    return std::string(depth, '[') + std::string(depth, ']');
}

} // namespace

TEST(JsonFile, ParsesWhatOrdinaryParsersParse)
{
    const std::string text =
        R"( {"b":[1,-2,3.5,"é😀",null,true,{}],"a":{"x":"","y":[]},"":18446744073709551615} )";

    EXPECT_EQ(parseJson(text, "some.json"), json::parse(text));
    for (const char *single : {"1", "\"text\"", "null", "[]", "{}", "-0.5e-3"})
        EXPECT_EQ(parseJson(single, "some.json"), json::parse(single)) << single;
}

TEST(JsonFile, RefusesAKeyThatAppearsTwice)
{
    EXPECT_EQ(refusalOfText(R"({"a":1,"b":2,"a":1})"), "some.json: expected each key once, found 'a' twice");
    EXPECT_THAT(refusalOfText(R"([{"x":{"a":1,"\u0061":2}}])"), HasSubstr("'a' twice"));
}

TEST(JsonFile, NestsUpTo64Levels)
{
    EXPECT_EQ(parseJson(nested(64), "some.json"), json::parse(nested(64)));
    EXPECT_THAT(refusalOfText(nested(65)), HasSubstr("at most 64 levels"));
    EXPECT_THAT(refusalOfText(std::string(1'000'000, '[')), HasSubstr("at most 64 levels"));
    EXPECT_THAT(refusalOfText(std::string(10'000'000, '[')), HasSubstr("at most 48 MB"));
}

TEST(JsonFile, RefusesBrokenText)
{
    EXPECT_THAT(refusalOfText("\"\xff\""), HasSubstr("expected UTF-8"));
    EXPECT_THAT(refusalOfText("\"\xed\xa0\x80\""), HasSubstr("expected UTF-8")); // a surrogate
    EXPECT_THAT(refusalOfText("\"\xc0\x80\""), HasSubstr("expected UTF-8"));     // overlong
    EXPECT_THAT(refusalOfText(R"("\ud800")"), HasSubstr("expected JSON"));
}

TEST(JsonFile, RefusesWhatFollowsOrPrecedesTheValue)
{
    EXPECT_THAT(refusalOfText("{} x"), HasSubstr("expected JSON, found a mistake at byte 4"));
    EXPECT_THAT(refusalOfText("{}{}"), HasSubstr("expected JSON"));
    EXPECT_THAT(refusalOfText(std::string_view("{}\0", 3)), HasSubstr("a zero byte at byte 3"));
    EXPECT_THAT(refusalOfText("\xEF\xBB\xBF{}"), HasSubstr("a byte order mark"));
}

TEST(JsonFile, RefusesWhatIsNotJson)
{
    for (const char *text : {"", " ", "{", "[1,]", "{\"a\":}", "{a:1}", "NaN", "01", "1.", "+1", "'a'",
                             "/**/1", "\"\\x\"", "\"\n\"", "tru", "\"a"})
        EXPECT_THAT(refusalOfText(text), HasSubstr("some.json: expected JSON")) << text;
    EXPECT_THAT(refusalOfText("1e999"), HasSubstr("found a larger one"));
}

TEST(JsonFile, SaysThatNumbersAreFinite)
{
    for (const char *text : {"[1, Infinity]", "[-Infinity]", "NaN"})
        EXPECT_THAT(refusalOfText(text), HasSubstr("neither Infinity nor NaN")) << text;
    for (const char *text : {"[I", "{\"NaN\":}", "\"I"})
        EXPECT_THAT(refusalOfText(text), HasSubstr("expected JSON")) << text;
}

TEST(JsonFile, BoundsTheMemoryOfItsValues)
{
    std::string many = "[";
    for (int i = 0; i < 5'000'000; ++i)
        many += "0,";

    EXPECT_THAT(refusalOfText(many + "0]"), HasSubstr("expected values of at most 48 MB"));
    EXPECT_THAT(refusalOfText("[0" + std::string(40'000'000, ']')), HasSubstr("a mistake at byte 4"));
}

TEST(JsonFile, BoundsTheLengthOfItsTokens)
{
    const std::string blanks(3'000'000, ' ');

    EXPECT_EQ(parseJson("[1]" + blanks, "some.json"), json({1}));
    EXPECT_EQ(parseJson("[\"" + blanks + "\\\"\"]", "some.json"), json({blanks + "\""}));
    EXPECT_THAT(refusalOfText("[" + blanks + "1]"), HasSubstr("found 1 MB of something else at byte 1"));
    EXPECT_THAT(refusalOfText("[" + std::string(3'000'000, '7') + "]"), HasSubstr("1 MB of something else"));
    EXPECT_THAT(refusalOfText("[\"" + std::string(9'000'000, 'x') + "\"]"), HasSubstr("at most 8 MB"));
}

TEST(JsonFile, HandsLargeListsOverPieceByPiece)
{
    std::string text = R"({"model":{"before":[1],"merges":[["aa","bb"])";
    for (int i = 0; i < 600'000; ++i)
        text += R"(,["toke","n"])";
    text += R"(],"vocab":{"a":1,"b":[2],"a":3},"after":{"merges":[4]}},"merges":[5]})";
    std::size_t merges = 0;
    std::vector<std::pair<std::string, json>> members;

    const json rest = parseJsonInParts(text, "some.json",
                                       {{{"model", "merges"},
                                         [&](const std::string *key, json &&value) {
                                             EXPECT_EQ(key, nullptr);
                                             merges += value.size();
                                         }},
                                        {{"model", "vocab"}, [&](const std::string *key, json &&value) {
                                             members.emplace_back(*key, std::move(value));
                                         }}});

    EXPECT_EQ(merges, 1'200'002U);
    EXPECT_EQ(members, (decltype(members){{"a", 1}, {"b", {2}}, {"a", 3}}));
    EXPECT_EQ(rest,
              json::parse(
                  R"({"model":{"before":[1],"merges":[],"vocab":{},"after":{"merges":[4]}},"merges":[5]})"));
}

TEST(JsonFile, HoldsNoMoreThanOneBudgetBesideWhatIsHandedOver)
{
    std::string text = R"({"model":{"merges":[1]},"other":[[])";
    for (int i = 0; i < 600'000; ++i)
        text += ",[]";

    EXPECT_EQ(refusalOf([&] {
                  (void)parseJsonInParts(text + "]}", "some.json",
                                         {{{"model", "merges"}, [](const auto *, json &&) {}}});
              }),
              "some.json: expected values of at most 32 MB, found more");
}

TEST(JsonFile, ReadsFilesUpToTheSizeAsked)
{
    const TestFolder folder;
    const auto file = folder.write("config.json", "{\"a\": 1}");

    EXPECT_EQ(readJsonFile(file), (json{{"a", 1}}));
    EXPECT_EQ(refusalOf([&] { (void)readJsonFile(file, 7); }),
              "config.json: expected at most 7 bytes of JSON, found 8");
}

TEST(JsonFile, HandsMembersOverOneByOne)
{
    std::vector<std::pair<std::string, json>> members;
    parseJsonMembers(
        R"({"b":{"x":[1]},"a":2,"b":[]})", "some.json",
        [&](const std::string &key, json &&value) { members.emplace_back(key, std::move(value)); });

    EXPECT_EQ(members, (decltype(members){{"b", {{"x", {1}}}}, {"a", 2}, {"b", json::array()}}));
    for (const char *text : {"[1]", "1", "\"a\""})
        EXPECT_THAT(refusalOf([text] { parseJsonMembers(text, "some.json", [](const auto &, json &&) {}); }),
                    HasSubstr("expected a JSON object"));
}

} // namespace headscope
