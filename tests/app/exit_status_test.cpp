#include "tests/support/run_program.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace headscope {

namespace {

/// Refused for what was found: status 1, one line, nothing on standard output.
void expectRefused(const std::vector<std::string> &arguments)
{
    const ProgramResult result = runHeadscope(arguments);
    EXPECT_EQ(result.status, 1) << result.errors;
    EXPECT_EQ(result.errorLines(), 1) << result.errors;
    EXPECT_EQ(result.output, "");
}

void expectWrongUsage(const std::vector<std::string> &arguments)
{
    const ProgramResult result = runHeadscope(arguments);
    EXPECT_EQ(result.status, 2) << testing::PrintToString(arguments) << result.errors;
    EXPECT_EQ(result.output, "");
}

} // namespace

TEST(ExitStatus, HelpOfTheProgramAndOfEachCommandIsThere)
{
    EXPECT_EQ(runHeadscope({"--help"}).status, 0);
    for (const char *command : {"open", "models", "fetch", "inspect", "tokenize", "run", "render", "bench"}) {
        const ProgramResult result = runHeadscope({command, "--help"});
        EXPECT_EQ(result.status, 0) << command;
        EXPECT_NE(result.output.find("Usage"), std::string::npos) << command;
    }
}

TEST(ExitStatus, WrongUsageIsTwo)
{
    expectWrongUsage({"frobnicate"});
    expectWrongUsage({"run", "negation", "--text", "good", "--nonsense"});
    expectWrongUsage({"run", "negation"});
    expectWrongUsage({"run", "negation", "--text", "good", "--intervene", "0.0"});
    expectWrongUsage({"run", "negation", "--text", "good", "--intervene", "0.0=off"});
    expectWrongUsage({"run", "negation", "--ids", "1,,2"});
    expectWrongUsage({"run", "negation", "--text", "good", "--top", "many"});
    expectWrongUsage({"tokenize", "negation"});
    expectWrongUsage({"render", "negation", "--text", "good", "--view", "sideways", "--out", "x.png"});
    expectWrongUsage(
        {"render", "negation", "--text", "good", "--view", "lines", "--out", "x.png", "--size", "big"});
}

TEST(ExitStatus, WhatIsFoundWantingIsOneWithOneLine)
{
    expectRefused({"run", "./no-such-folder", "--text", "good"});
    expectRefused({"run", "no-such-model", "--text", "good"});
    expectRefused({"run", "negation", "--text", "good", "--intervene", "99.0=zero"});
    expectRefused({"run", "negation", "--text", "@/no/such/file"});
    expectRefused({"run", "negation", "--ids", "1,999999"});
    expectRefused({"run", "negation", "--text", "good", "--position", "500"});
    expectRefused({"run", "negation", "--text", "good", "--tensors", "/no/such/folder/x.safetensors"});
    expectRefused({"fetch", "no-such-model"});
    expectRefused({"inspect", "/dev/null"});
    expectRefused({"run", "induction", "--text", "", "--no-special-tokens"});
}

TEST(ExitStatus, ATextLongerThanTheModelsPositionsIsRefused)
{
    std::string text;
    for (int word = 0; word < 5000; ++word)
        text += "good ";

    expectRefused({"run", "negation", "--text", text});
}

TEST(ExitStatus, ControlCharactersOfAMessageAreEscaped)
{
    const ProgramResult result = runHeadscope({"run", "./no\nsuch\x1B[31mmodel", "--text", "good"});

    EXPECT_EQ(result.status, 1);
    EXPECT_EQ(result.errorLines(), 1);
    EXPECT_EQ(result.errors.find('\x1B'), std::string::npos);
}

TEST(ExitStatus, NoDisplayIsSaidInALine)
{
    const ProgramResult result =
        runHeadscope({"open", "negation"}, {}, {"DISPLAY=", "WAYLAND_DISPLAY=", "QT_QPA_PLATFORM="});

    EXPECT_EQ(result.status, 1);
    EXPECT_EQ(result.errorLines(), 1);
}

} // namespace headscope
