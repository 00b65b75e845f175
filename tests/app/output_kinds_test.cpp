#include "tests/support/run_program.h"
#include "tests/support/source_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cmath>

namespace headscope {

namespace {

using nlohmann::json;

/// A golden model on seven ids, with a head off.
json outputOf(const std::string &golden, std::vector<std::string> more = {})
{
    std::vector<std::string> arguments{"run",         sourceFolder() + "/tests/golden/models/" + golden,
                                       "--ids",       "5,9,13,4,50,31,8",
                                       "--intervene", "0.1=zero",
                                       "--json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const ProgramResult result = runHeadscope(arguments);
    EXPECT_EQ(result.status, 0) << result.errors;
    return json::parse(result.output);
}

} // namespace

TEST(OutputKinds, AnAnswerHasStartEndAndAnswersBesideItsBaseline)
{
    const json document = outputOf("roberta-answer-span", {"--top", "3"});

    for (const char *run : {"output", "baseline"}) {
        const json &output = document[run];
        EXPECT_EQ(output["kind"], "answer-span");
        EXPECT_TRUE(output["predictions"].empty());
        for (const char *list : {"start", "end", "answers"})
            EXPECT_EQ(output[list].size(), 3U) << list;
        const json &best = output["answers"][0];
        EXPECT_LE(best["first"], best["last"]);
        EXPECT_GE(best["probability"], output["answers"][1]["probability"]);
    }
    EXPECT_NE(document["output"]["start"], document["baseline"]["start"]);
}

TEST(OutputKinds, NothingCanBeTrackedInAnAnswer)
{
    const ProgramResult result =
        runHeadscope({"run", sourceFolder() + "/tests/golden/models/roberta-answer-span", "--ids", "5,9",
                      "--track", "#1"});

    EXPECT_EQ(result.status, 1);
}

TEST(OutputKinds, SeparateLabelsHaveSigmoids)
{
    const json top = outputOf("bert-multi-label")["output"]["predictions"][0]["top"];

    ASSERT_EQ(top.size(), 3U);
    for (const json &label : top)
        EXPECT_NEAR(label["probability"].get<double>(), 1 / (1 + std::exp(-label["logit"].get<double>())),
                    1e-6);
}

TEST(OutputKinds, ARegressionHasAValueAndNoProbability)
{
    const json top = outputOf("bert-regression")["output"]["predictions"][0]["top"];

    ASSERT_EQ(top.size(), 1U);
    EXPECT_EQ(top[0]["text"], "score");
    EXPECT_TRUE(top[0]["logit"].is_number());
    EXPECT_TRUE(top[0]["probability"].is_null());
}

TEST(OutputKinds, ADiscriminatorSaysOfEveryTokenWhetherItWasReplaced)
{
    const json predictions = outputOf("electra-discriminator")["output"]["predictions"];

    ASSERT_EQ(predictions.size(), 7U);
    EXPECT_EQ(predictions[3]["top"][0]["text"], "replaced");
}

TEST(OutputKinds, ABareEncoderHasMovementAndCosine)
{
    const json document = outputOf("distilbert-bare");

    EXPECT_EQ(document["output"]["kind"], "embedding");
    EXPECT_EQ(document["output"]["movement"].size(), 7U);
    EXPECT_LT(document["output"]["cosine"], 1);
    EXPECT_NEAR(document["baseline"]["cosine"].get<double>(), 1, 1e-6);
    for (const json &moved : document["baseline"]["movement"])
        EXPECT_EQ(moved, 0);
}

TEST(OutputKinds, AMaskedModelPredictsAtThePositionThatIsAskedFor)
{
    const json predictions =
        outputOf("albert-masked", {"--position", "3", "--top", "4"})["output"]["predictions"];

    ASSERT_EQ(predictions.size(), 1U);
    EXPECT_EQ(predictions[0]["position"], 3);
    EXPECT_EQ(predictions[0]["top"].size(), 4U);
}

TEST(OutputKinds, TheTableForPeopleHasAsManyDigitsAsMeanSomething)
{
    const auto table = runHeadscope(
        {"run", "induction", "--text", "le chat le", "--track", "chat", "--intervene", "0.1=zero"});

    EXPECT_THAT(table.output, testing::ContainsRegex("now loss: [0-9]+\\.[0-9][0-9][0-9] nat"));
    EXPECT_THAT(table.output, testing::ContainsRegex("now 'chat': logit -?[0-9]+\\.[0-9][0-9], "));
    EXPECT_THAT(table.output, testing::HasSubstr("\n1 head changed; "));
}

TEST(OutputKinds, TheTableForPeopleShowsValuesAndAnswers)
{
    const std::string models = sourceFolder() + "/tests/golden/models/";

    const auto value = runHeadscope({"run", models + "bert-regression", "--ids", "5,9"});
    const auto answer = runHeadscope({"run", models + "bert-answer-span", "--ids", "5,9"});

    EXPECT_NE(value.output.find("'score'"), std::string::npos) << value.output;
    EXPECT_NE(answer.output.find("now answer"), std::string::npos) << answer.output;
}

} // namespace headscope
