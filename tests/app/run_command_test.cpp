#include "core/formats/safetensors.h"
#include "tests/support/run_program.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <QTemporaryDir>

#include <numeric>

namespace headscope {

namespace {

using nlohmann::json;

json runJson(std::vector<std::string> arguments)
{
    arguments.emplace_back("--json");
    const ProgramResult result = runHeadscope(arguments);
    EXPECT_EQ(result.status, 0) << result.errors;
    return json::parse(result.output);
}

const std::string kNegated = "the film is not good";

} // namespace

TEST(Run, TheDocumentHasTheContractsKeys)
{
    const json document = runJson({"run", "negation", "--text", kNegated, "--intervene", "0.2=zero"});

    for (const char *key : {"model", "tokens", "interventions", "output", "baseline", "timing"})
        EXPECT_TRUE(document.contains(key)) << key;
    EXPECT_EQ(document["output"]["kind"], "labels");
    EXPECT_EQ(document["interventions"][0]["head"], "0.2");
    EXPECT_TRUE(document["output"]["predictions"][0]["position"].is_null());
    EXPECT_TRUE(document["output"]["loss"].is_null());
}

TEST(Run, ThereIsABaselineOnlyWithInterventions)
{
    EXPECT_FALSE(runJson({"run", "negation", "--text", kNegated}).contains("baseline"));
}

TEST(Run, TheNegationHeadTurnsTheLabelOfANegatedSentence)
{
    const json document = runJson({"run", "negation", "--text", kNegated, "--intervene", "0.2=zero"});

    EXPECT_EQ(document["baseline"]["predictions"][0]["top"][0]["text"], "negative");
    EXPECT_EQ(document["output"]["predictions"][0]["top"][0]["text"], "positive");
}

TEST(Run, ScalingByOneChangesNothing)
{
    const json document = runJson({"run", "negation", "--text", kNegated, "--intervene", "0.*=scale:1"});

    EXPECT_EQ(document["output"]["predictions"], document["baseline"]["predictions"]);
}

TEST(Run, TheFirstLayerComputedIsTheChangedOne)
{
    const json document = runJson({"run", "induction", "--text", "the cat", "--intervene", "1.0=zero"});

    EXPECT_EQ(document["timing"]["first_layer_computed"], 1);
}

TEST(Run, ATrackedOutcomeHasItsRank)
{
    const json document =
        runJson({"run", "negation", "--text", kNegated, "--track", "positive", "--track", "#0"});

    ASSERT_EQ(document["output"]["tracked"].size(), 2U);
    EXPECT_EQ(document["output"]["tracked"][0]["text"], "positive");
    EXPECT_EQ(document["output"]["tracked"][1]["id"], 0);
}

TEST(Run, TensorsHoldEveryPatternAsUsed)
{
    const QTemporaryDir folder;
    const std::string file = folder.filePath(QStringLiteral("out.safetensors")).toStdString();

    const json document =
        runJson({"run", "induction", "--text", "the cat", "--intervene", "0.1=first", "--tensors", file});

    const auto tensors = openSafetensors(file);
    const auto tokens = static_cast<std::ptrdiff_t>(document["tokens"].size());
    const Tensor attention = tensors->load("attention.0");
    EXPECT_EQ(attention.shape(), (Shape{document["model"]["heads"].get<std::ptrdiff_t>(), tokens, tokens}));
    for (std::ptrdiff_t query = 0; query < attention.rows(); ++query) {
        const auto row = attention.row(query);
        EXPECT_NEAR(std::accumulate(row.begin(), row.end(), 0.0), 1.0, 1e-5);
    }
    EXPECT_EQ(attention.row(tokens)[0], 1.0F); // head 1, query 0
    EXPECT_EQ(tensors->load("logits").shape(),
              (Shape{tokens, document["model"]["vocabulary"].get<std::ptrdiff_t>()}));
}

TEST(Run, ForPeopleItIsAShortTable)
{
    const ProgramResult result =
        runHeadscope({"run", "negation", "--text", kNegated, "--intervene", "0.2=zero"});

    EXPECT_EQ(result.status, 0) << result.errors;
    EXPECT_NE(result.output.find("positive"), std::string::npos);
    EXPECT_NE(result.output.find("baseline"), std::string::npos);
}

} // namespace headscope
