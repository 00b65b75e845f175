#include "core/formats/safetensors.h"
#include "tests/support/run_program.h"
#include "tests/support/source_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <QImage>
#include <QTemporaryDir>

namespace headscope {

namespace {

using nlohmann::json;

const std::string kModel = sourceFolder() + "/tests/golden/models/t5";

std::vector<std::string> withText(std::vector<std::string> arguments, const std::vector<std::string> &more)
{
    arguments.insert(arguments.end(), {kModel, "--ids", "5,6,7,8"});
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

json runJson(const std::vector<std::string> &more)
{
    const ProgramResult result = runHeadscope(withText({"run", "--json"}, more));
    EXPECT_EQ(result.status, 0) << result.errors;
    return json::parse(result.output);
}

} // namespace

TEST(RunEncoderDecoder, ReadsTheStartTokenByItself)
{
    const json document = runJson({});

    EXPECT_EQ(document["output"]["kind"], "seq2seq");
    ASSERT_EQ(document["decoder_tokens"].size(), 1U);
    EXPECT_EQ(document["decoder_tokens"][0]["id"], 0);
    EXPECT_EQ(document["output"]["predictions"][0]["position"], 0);
}

TEST(RunEncoderDecoder, PredictsAfterTheLastTokenOfTheDecoder)
{
    const json document =
        runJson({"--decoder-ids", "0,9,8", "--intervene", "x1.*=zero", "--intervene", "d0.1=mean"});

    EXPECT_EQ(document["output"]["predictions"][0]["position"], 2);
    EXPECT_EQ(document["interventions"][0]["head"], "d0.1");
    EXPECT_EQ(document["interventions"][1]["head"], "x1.0");
    EXPECT_NE(document["output"]["predictions"], document["baseline"]["predictions"]);
    EXPECT_TRUE(document["output"]["loss"].is_number());
}

TEST(RunEncoderDecoder, WritesGreedilyUpToTheLimit)
{
    EXPECT_LE(runJson({"--decoder-greedy", "5"})["decoder_tokens"].size(), 5U);
}

TEST(RunEncoderDecoder, TensorsHaveTheNamesOfTheContract)
{
    const QTemporaryDir folder;
    const std::string file = folder.filePath(QStringLiteral("out.safetensors")).toStdString();
    static_cast<void>(runJson({"--decoder-ids", "0,9,8", "--tensors", file}));

    const auto tensors = openSafetensors(file);

    EXPECT_EQ(tensors->find("attention.2")->shape, (Shape{3, 4, 4}));
    EXPECT_EQ(tensors->find("decoder_attention.1")->shape, (Shape{3, 3, 3}));
    EXPECT_EQ(tensors->find("cross_attention.1")->shape, (Shape{3, 3, 4}));
    EXPECT_EQ(tensors->find("encoder_final")->shape, (Shape{4, 24}));
    EXPECT_EQ(tensors->find("final")->shape, (Shape{3, 24}));
    EXPECT_EQ(tensors->find("logits")->shape, (Shape{3, 53}));
}

TEST(RunEncoderDecoder, RefusalsAreOneLine)
{
    struct Case {
        std::vector<std::string> more;
        int status;
    };
    const std::vector<Case> cases{
        {{"--intervene", "x2.0=zero"}, 1}, {{"--intervene", "y1.0=zero"}, 2},
        {{"--decoder-ids", "0,53"}, 1},    {{"--decoder-text", "a"}, 1},
        {{"--position", "1"}, 1},          {{"--decoder-ids", "0", "--decoder-greedy", "3"}, 2}};
    for (const Case &each : cases) {
        const ProgramResult result = runHeadscope(withText({"run"}, each.more));
        EXPECT_EQ(result.status, each.status) << each.more.back() << ": " << result.errors;
        EXPECT_EQ(result.errorLines(), 1) << result.errors;
    }
    EXPECT_EQ(runHeadscope({"run", "negation", "--text", "good", "--decoder-ids", "0"}).status, 1);
}

TEST(RenderEncoderDecoder, EveryStackHasItsPicture)
{
    const QTemporaryDir folder;
    std::vector<QImage> pictures;
    for (const char *stack : {"encoder", "decoder", "cross"})
        for (const char *view : {"lines", "matrix", "all", "board"}) {
            const std::string file = folder.filePath(QStringLiteral("out.png")).toStdString();
            const ProgramResult result =
                runHeadscope(withText({"render"}, {"--decoder-ids", "0,9,8", "--view", view, "--stack", stack,
                                                   "--size", "480x320", "--out", file}));
            EXPECT_EQ(result.status, 0) << stack << ' ' << view << ": " << result.errors;
            pictures.emplace_back(QString::fromStdString(file));
        }
    for (std::size_t i = 0; i < pictures.size(); ++i)
        for (std::size_t other = 0; other < i; ++other)
            EXPECT_NE(pictures[i], pictures[other]) << i << ' ' << other;
}

TEST(RunReadingDecoder, GivesLabelsAndReadsTheTextItself)
{
    const std::string model = sourceFolder() + "/tests/golden/models/bart-labels";

    const ProgramResult result = runHeadscope(
        {"run", model, "--ids", "5,9,7,2", "--intervene", "x1.*=zero", "--track", "positive", "--json"});

    ASSERT_EQ(result.status, 0) << result.errors;
    const json document = json::parse(result.output);
    EXPECT_EQ(document["output"]["kind"], "labels");
    EXPECT_EQ(document["output"]["predictions"][0]["top"].size(), 3U);
    EXPECT_EQ(document["output"]["tracked"][0]["text"], "positive");
    EXPECT_NE(document["output"]["predictions"], document["baseline"]["predictions"]);
    EXPECT_TRUE(document["output"]["loss"].is_null());
    EXPECT_EQ(document["decoder_tokens"][0]["id"], 2);
    EXPECT_EQ(document["decoder_tokens"][1]["id"], 5);
}

TEST(RunReadingDecoder, RefusesATextForItsDecoder)
{
    const std::string model = sourceFolder() + "/tests/golden/models/bart-labels";

    const ProgramResult result = runHeadscope({"run", model, "--ids", "5,9,7,2", "--decoder-ids", "2,5"});

    EXPECT_EQ(result.status, 1);
    EXPECT_NE(result.errors.find("reads the text itself"), std::string::npos) << result.errors;
}

} // namespace headscope
