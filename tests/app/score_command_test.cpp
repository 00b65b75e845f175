#include "tests/support/run_program.h"
#include "tests/support/source_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <QFile>
#include <QTemporaryDir>

namespace headscope {

namespace {

using nlohmann::json;

json scoreJson(const std::string &model, const std::string &metric, const std::string &text,
               const std::string &kind = "zero")
{
    const ProgramResult result =
        runHeadscope({"score", model, "--metric", metric, "--text", text, "--kind", kind, "--json"});
    EXPECT_EQ(result.status, 0) << result.errors;
    return json::parse(result.output);
}

/// The probability of a label in a `run` document's part.
double probability(const json &output, const std::string &label)
{
    for (const json &entry : output["predictions"][0]["top"])
        if (entry["text"] == label)
            return entry["probability"];
    return -1;
}

const std::string kNegated = "the film is not good";
const std::string kRepeated = "lamp river lamp river lamp";

} // namespace

TEST(Score, TheNegationHeadStandsOutAlone)
{
    const json document = scoreJson("negation", "effect:label:positive", kNegated);

    EXPECT_EQ(document["metric"], "effect:label:positive");
    EXPECT_EQ(document["kind"], "zero");
    EXPECT_LT(document["baseline"], 0.1);
    for (std::size_t layer = 0; layer < 2; ++layer)
        for (std::size_t head = 0; head < 4; ++head) {
            const double value = document["values"][layer][head];
            EXPECT_TRUE(layer == 0 && head == 2 ? value > 0.9 : std::abs(value) < 0.1)
                << layer << '.' << head;
        }
}

TEST(Score, AnEffectIsWhatARunWithThatHeadChangedShows)
{
    for (const std::string kind : {"zero", "mean", "scale:0.5", "uniform", "first"}) {
        const json scores = scoreJson("negation", "effect:label:positive", kNegated, kind);
        const ProgramResult run =
            runHeadscope({"run", "negation", "--text", kNegated, "--intervene", "0.2=" + kind, "--json"});
        const json document = json::parse(run.output);

        EXPECT_NEAR(
            scores["values"][0][2],
            probability(document["output"], "positive") - probability(document["baseline"], "positive"), 1e-5)
            << kind;
        EXPECT_NEAR(scores["baseline"], probability(document["baseline"], "positive"), 1e-5);
    }
}

TEST(Score, TheLossOfARepetitionNeedsTheInductionHead)
{
    const json loss = scoreJson("induction", "effect:loss", kRepeated);
    const json induction = scoreJson("induction", "induction", kRepeated);

    EXPECT_TRUE(induction["kind"].is_null());
    EXPECT_TRUE(induction["baseline"].is_null());
    EXPECT_GT(induction["values"][1][2], 0.7);
    EXPECT_GT(loss["values"][1][2], 0.1);
}

TEST(Score, TheProbeNeedsNoText)
{
    EXPECT_EQ(runHeadscope({"score", "induction", "--metric", "induction"}).status, 0);
    EXPECT_EQ(runHeadscope({"score", "induction", "--metric", "entropy"}).status, 2);
}

TEST(Score, ACsvFileHasALineAHead)
{
    const QTemporaryDir folder;
    const QString name = folder.filePath(QStringLiteral("scores.csv"));

    const ProgramResult result = runHeadscope(
        {"score", "negation", "--metric", "pair:4,3", "--text", kNegated, "--csv", name.toStdString()});

    EXPECT_EQ(result.status, 0) << result.errors;
    EXPECT_TRUE(result.output.empty());
    QFile file(name);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = file.readAll().split('\n');
    EXPECT_EQ(lines.front(), "layer,head,value");
    EXPECT_EQ(lines.size(), 1 + 8 + 1);
}

TEST(Score, WhatAModelCannotAnswerIsRefusedInOneLine)
{
    for (const std::string metric :
         {"effect:loss", "effect:logit:good", "pair:99,0", "effect:label:sad", "attribution:good"}) {
        const ProgramResult result =
            runHeadscope({"score", "negation", "--metric", metric, "--text", kNegated});
        EXPECT_EQ(result.status, 1) << metric;
        EXPECT_EQ(result.errorLines(), 1) << result.errors;
    }
}

TEST(Score, EveryStackOfAnEncoderDecoderHasItsScores)
{
    const std::string model = sourceFolder() + "/tests/golden/models/t5";
    const std::vector<std::string> texts{"--ids", "5,6,7,8", "--decoder-ids", "0,9,8"};
    const auto run = [&](std::vector<std::string> words) {
        words.insert(words.end(), texts.begin(), texts.end());
        return runHeadscope(words);
    };
    const ProgramResult changed =
        run({"run", model, "--json", "--intervene", "x1.2=mean"}); // one head of the sweep by itself
    const json single = json::parse(changed.output);
    const double wanted = single["output"]["loss"].get<double>() - single["baseline"]["loss"].get<double>();

    const ProgramResult cross =
        run({"score", model, "--metric", "effect:loss", "--stack", "cross", "--kind", "mean", "--json"});
    const ProgramResult decoder = run({"score", model, "--metric", "previous", "--stack", "decoder"});
    const ProgramResult mixed = run({"score", model, "--metric", "previous", "--stack", "cross"});

    ASSERT_EQ(cross.status, 0) << cross.errors;
    EXPECT_NEAR(json::parse(cross.output)["values"][1][2].get<double>(), wanted, 1e-5);
    EXPECT_EQ(decoder.status, 0) << decoder.errors;
    EXPECT_EQ(mixed.status, 1);
    EXPECT_EQ(mixed.errorLines(), 1);
    EXPECT_EQ(run({"score", model, "--metric", "entropy", "--stack", "middle"}).status, 2);
    EXPECT_EQ(
        runHeadscope({"score", "negation", "--metric", "entropy", "--text", kNegated, "--stack", "cross"})
            .status,
        1);
    EXPECT_EQ(runHeadscope({"score", model, "--metric", "induction", "--stack", "decoder"}).status, 0);
}

TEST(Score, WrongUsageIsToldApart)
{
    const std::vector<std::vector<std::string>> wrong{{"--metric", "nonsense"},
                                                      {},
                                                      {"--metric", "pair:1"},
                                                      {"--metric", "effect:kl", "--kind", "silent"},
                                                      {"--metric", "entropy", "--json", "--csv", "x.csv"}};
    for (const auto &options : wrong) {
        std::vector<std::string> arguments{"score", "negation", "--text", kNegated};
        arguments.insert(arguments.end(), options.begin(), options.end());
        EXPECT_EQ(runHeadscope(arguments).status, 2);
    }
}

} // namespace headscope
