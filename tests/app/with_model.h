#pragma once

#include "tests/support/run_program.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

namespace headscope {

/// Whether the program finds a model of that name that it can open.
inline bool canBeOpened(const std::string &name)
{
    const nlohmann::json document = nlohmann::json::parse(runHeadscope({"models", "--json"}).output);
    return std::ranges::any_of(document.at("models"), [&name](const nlohmann::json &model) {
        return model.at("name") == name && model.at("can_be_opened") == true;
    });
}

/// The JSON document that a command prints.
inline nlohmann::json documentOf(std::vector<std::string> arguments)
{
    arguments.emplace_back("--json");
    const ProgramResult result = runHeadscope(arguments);
    EXPECT_EQ(result.status, 0) << result.errors;
    return nlohmann::json::parse(result.output);
}

/// Needs a fetched model: skipped where it is not there, except in continuous integration.
class WithModel : public testing::Test {
protected:
    void need(const std::string &name)
    {
        if (canBeOpened(name))
            return;
        if (std::getenv("CI") != nullptr)
            FAIL() << name << " must be there in CI: headscope fetch " << name;
        GTEST_SKIP() << name << " is not here: headscope fetch " << name;
    }
};

class SmolLM2 : public WithModel {
protected:
    void SetUp() override { need("smollm2"); }
};

class MiniLM : public WithModel {
protected:
    void SetUp() override { need("minilm"); }
};

} // namespace headscope
