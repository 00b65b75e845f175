#include "tests/support/run_program.h"
#include "tests/support/source_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <QTemporaryDir>

#include <filesystem>
#include <fstream>
#include <set>

namespace headscope {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

std::string contentsOf(const fs::path &file)
{
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

/// Runs `headscope ARGUMENTS` as a shell would, so that files may be limited and streams closed.
ProgramResult inShell(const std::string &before, const std::string &arguments)
{
    return runProgram("sh", {"-c", before + " '" + programPath() + "' " + arguments});
}

void expectOneLine(const ProgramResult &result, const std::string &what)
{
    EXPECT_EQ(result.status, 1) << what << '\n' << result.errors;
    EXPECT_EQ(result.errorLines(), 1) << what << '\n' << result.errors;
}

std::set<std::string> keysOf(const json &object)
{
    std::set<std::string> keys;
    for (const auto &item : object.items())
        keys.insert(item.key());
    return keys;
}

json jsonOf(const std::vector<std::string> &arguments)
{
    const ProgramResult result = runHeadscope(arguments);
    EXPECT_EQ(result.status, 0) << result.errors;
    return json::parse(result.output, nullptr, false);
}

TEST(Contract, ADiskThatIsFullKeepsTheOldPictureAndSaysSo)
{
    const QTemporaryDir folder;
    for (const char *ending : {"png", "svg", "pdf"}) {
        const fs::path file = fs::path(folder.path().toStdString()) / (std::string("picture.") + ending);
        std::ofstream(file) << "old";
        expectOneLine(inShell("ulimit -f 0; exec",
                              "render negation --text good --view board --out '" + file.string() + "'"),
                      ending);
        EXPECT_EQ(contentsOf(file), "old");
    }
    const auto files = fs::directory_iterator(folder.path().toStdString());
    EXPECT_EQ(std::distance(begin(files), end(files)), 3) << "something was left behind";
}

TEST(Contract, ARefusedCommandWritesItsRefusalOnly)
{
    expectOneLine(inShell("printf '\\377 good%.0s' $(seq 500) |", "run negation --text -"),
                  "bytes that are no text, too long");
    expectOneLine(
        runHeadscope({"score", "negation", "--text", "good", "--metric", "effect:kl", "--csv", "/dev/full"}),
        "no file");
    expectOneLine(inShell("exec", "score negation --text good --metric effect:kl --json > /dev/full"),
                  "nowhere to print");
    expectOneLine(inShell("exec", "--help > /dev/full"), "no help");
}

TEST(Contract, AWarningComesWithWhatWasDone)
{
    const ProgramResult result = inShell("printf 'good \\377' |", "run negation --text -");

    EXPECT_EQ(result.status, 0);
    EXPECT_EQ(result.errorLines(), 1) << result.errors;
}

TEST(Contract, ADisplayThatDoesNotAnswerIsARefusal)
{
    expectOneLine(inShell("unset WAYLAND_DISPLAY QT_QPA_PLATFORM; DISPLAY=:987 exec", "open negation"), "X");
    expectOneLine(inShell("QT_QPA_PLATFORM=bogus exec", "open negation"), "no such platform");
}

TEST(Contract, AHeadOutsideTheModelOpensNoWindow)
{
    expectOneLine(inShell("QT_QPA_PLATFORM=offscreen exec", "open negation --intervene 9.9=zero"), "9.9");
}

TEST(Contract, AnOptionTakesOneValueAndNoMore)
{
    EXPECT_EQ(runHeadscope({"run", "--text", "good", "--intervene", "0.0=zero", "negation"}).status, 0);
    EXPECT_EQ(runHeadscope({"run", "--text", "good", "--track", "positive", "negation"}).status, 0);
    EXPECT_EQ(
        runHeadscope({"run", "negation", "--text", "good", "--intervene", "0.0=zero", "0.1=zero"}).status, 2);
    EXPECT_EQ(jsonOf({"run", "negation", "--text", "good", "--track", "positive", "--track", "negative",
                      "--json"})["output"]["tracked"]
                  .size(),
              2);
}

TEST(Contract, AnEmptyValueBehindAnEqualsSignIsTheValue)
{
    EXPECT_EQ(jsonOf({"tokenize", "negation", "--text=", "--json"})["tokens"].size(), 2);
    EXPECT_EQ(jsonOf({"tokenize", "negation", "--text=good", "--text-b=", "--json"})["tokens"].size(), 4);
    EXPECT_EQ(runHeadscope({"run", "negation", "--text=", "--top", "3"}).status, 0);
    EXPECT_EQ(runHeadscope({"run", "--text", "--text-b=", "--", "negation"}).status, 0) << "a text itself";
}

TEST(Contract, NumbersAreInTheBaseOfTenWithNothingAroundThem)
{
    EXPECT_EQ(jsonOf({"run", "induction", "--ids", "1,2,3,4,5,6,7,8,9,10,11", "--position", "010",
                      "--json"})["output"]["predictions"][0]["position"],
              10);
    for (const char *number : {"", " 1", "1 ", "+1", "0x1", "true", "1e0", "1_0"}) {
        EXPECT_EQ(runHeadscope({"run", "negation", "--text", "good", "--top", number}).status, 2) << number;
        EXPECT_EQ(runHeadscope({"run", "negation", "--text", "good", "--position", number}).status, 2)
            << number;
    }
    for (const char *number : {"", " 1", "0x1", "true", "0,5"})
        EXPECT_EQ(runHeadscope({"render", "negation", "--text", "good", "--view", "lines", "--out", "x.png",
                                "--scale", number})
                      .status,
                  2)
            << number;
}

TEST(Contract, AFileHasAName)
{
    EXPECT_EQ(runHeadscope({"run", "negation", "--text", "good", "--tensors", ""}).status, 2);
    EXPECT_EQ(runHeadscope({"score", "negation", "--text", "good", "--metric", "self", "--csv", ""}).status,
              2);
}

TEST(Contract, AModelThatIsLeftOutIsNegation)
{
    EXPECT_EQ(jsonOf({"inspect", "--json"})["name"], "negation");
    EXPECT_EQ(jsonOf({"tokenize", "--text", "good", "--json"})["tokens"].size(), 3);
    EXPECT_EQ(jsonOf({"bench", "--tokens", "4", "--json"})["runs"].size(), 1);
}

TEST(Contract, WhatIsNotBuiltYetIsNoWrongUsage)
{
    expectOneLine(
        runHeadscope({"run", "negation", "--text", "a", "--intervene", "0.0=patch", "--patch-text", "b"}),
        "patch");
    expectOneLine(
        runHeadscope({"score", "induction", "--text", "a", "--metric", "patch:a-b", "--patch-text", "b"}),
        "patch metric");
    expectOneLine(runHeadscope({"score", "negation", "--text", "a", "--metric", "relation:nsubj",
                                "--treebank", "x.conllu"}),
                  "relation");
}

TEST(Contract, ANumberOutsideEverythingIsAsFarOutsideAsAnyOther)
{
    for (const std::vector<std::string> &more : {std::vector<std::string>{"--intervene", "0.2147483648=zero"},
                                                 {"--intervene", "99999999999.0=zero"},
                                                 {"--position", "99999999999"}})
        expectOneLine(
            [&more] {
                std::vector<std::string> arguments{"run", "negation", "--text", "good"};
                arguments.insert(arguments.end(), more.begin(), more.end());
                return runHeadscope(arguments);
            }(),
            more[1]);
    expectOneLine(runHeadscope({"run", "induction", "--ids", "99999999999"}), "--ids");
    expectOneLine(runHeadscope({"score", "negation", "--text", "good", "--metric", "pair:0,99999999999"}),
                  "pair");
    EXPECT_EQ(runHeadscope({"run", "negation", "--text", "good", "--intervene", "0.0=scale:1e-50"}).status,
              0);
}

TEST(Contract, AnInputThatCannotBeReadIsNoEmptyText)
{
    expectOneLine(inShell("exec", "run negation --text - < /"), "a folder");
    expectOneLine(inShell("exec", "run negation --text - <&-"), "closed");
    expectOneLine(inShell("exec", "run negation --text - < /dev/zero"), "no end");
}

TEST(Contract, ATrackedTokensNumberIsWhole)
{
    expectOneLine(runHeadscope({"run", "induction", "--text", "Marie", "--track", "#5abc"}), "#5abc");
}

TEST(Contract, NumbersAreAsShortAsTheyWereWritten)
{
    const ProgramResult result =
        runHeadscope({"run", "negation", "--text", "good", "--intervene", "0.0=scale:0.1", "--json"});

    EXPECT_THAT(result.output, testing::HasSubstr("\"factor\":0.1}"));
}

TEST(Contract, DocumentsHaveTheNamedKeysAndNoOthers)
{
    EXPECT_EQ(keysOf(jsonOf({"score", "negation", "--text", "good", "--metric", "entropy", "--json"})),
              (std::set<std::string>{"metric", "kind", "baseline", "values"}));
    EXPECT_EQ(keysOf(jsonOf({"bench", "negation", "--tokens", "4", "--json"})),
              (std::set<std::string>{"version", "peak_gflops", "load_ms", "resident_mb", "runs", "sweep",
                                     "views"}));
}

TEST(Contract, ASweepOfAnEncoderDecoderIsMeasured)
{
    const json bench =
        jsonOf({"bench", sourceFolder() + "/tests/golden/models/t5", "--tokens", "4", "--sweep", "--json"});

    EXPECT_GT(bench["sweep"]["heads"], 0);
    EXPECT_TRUE(bench["sweep"]["seconds"].is_number());
}

TEST(Contract, IdsCanBeLookedAtToo)
{
    const json tokens = jsonOf({"tokenize", "negation", "--ids", "5,6", "--json"})["tokens"];

    ASSERT_EQ(tokens.size(), 2);
    EXPECT_EQ(tokens[1]["id"], 6);
    EXPECT_TRUE(tokens[1]["begin"].is_null());
    expectOneLine(runHeadscope({"tokenize", "negation", "--ids", "5,600000"}), "outside");
}

} // namespace
} // namespace headscope
