// What transformers does with keys and tensors that a model may have and that count elsewhere.

#include "core/model/model.h"
#include "tests/support/golden.h"
#include "tests/support/model_copy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <utility>

namespace headscope {

namespace {

using nlohmann::json;
using Tensors = std::map<std::string, Tensor>;

Tensor filled(const Tensor &like, float value)
{
    Tensor tensor = like.clone();
    std::ranges::fill(tensor.values(), value);
    return tensor;
}

/// What a masked model adds to its first token's logit, with an output matrix of its own or without.
float outputBiasOf(const char *golden, bool isTied, const std::function<void(Tensors &)> &edit)
{
    ModelCopy copy(golden);
    copy.editConfig([isTied](json &config) { config["tie_word_embeddings"] = isTied; });
    copy.editTensors([isTied, &edit](Tensors &tensors) {
        const auto embedding = std::ranges::find_if(
            tensors, [](const auto &tensor) { return tensor.first.ends_with("word_embeddings.weight"); });
        const Tensor decoder = embedding->second.clone();
        for (const std::string head : {"cls.predictions.", "lm_head.", "predictions."})
            if (!isTied && tensors.contains(head + "bias"))
                tensors[head + "decoder.weight"] = decoder.clone();
        edit(tensors);
    });
    const auto model = openModel(copy.path());
    const Tensor &bias = model->weights.output.bias;
    return bias.isEmpty() ? 0 : bias.values().front();
}

} // namespace

TEST(MaskedBias, TheDecodersCountsWhereThereAreTwo)
{
    for (const auto &[golden, head] : {std::pair{"bert-masked", "cls.predictions."},
                                       {"roberta-masked", "lm_head."},
                                       {"mpnet-masked", "lm_head."},
                                       {"albert-masked", "predictions."},
                                       {"deberta-v2-masked", "cls.predictions."}})
        for (const bool isTied : {true, false}) {
            SCOPED_TRACE(golden);
            EXPECT_FLOAT_EQ(outputBiasOf(golden, isTied,
                                         [head = std::string(head)](Tensors &tensors) {
                                             tensors[head + "decoder.bias"] =
                                                 filled(tensors[head + "bias"], 7);
                                         }),
                            7);
        }
}

TEST(MaskedBias, TheOtherCountsOnlyWhereItIsTied)
{
    const auto leaveOne = [](Tensors &tensors) {
        tensors["cls.predictions.bias"] = filled(tensors["cls.predictions.bias"], 5);
    };

    EXPECT_FLOAT_EQ(outputBiasOf("bert-masked", true, leaveOne), 5);
    EXPECT_FLOAT_EQ(outputBiasOf("deberta-v2-masked", true, leaveOne), 5);
    EXPECT_FLOAT_EQ(outputBiasOf("bert-masked", false, leaveOne), 0); // transformers adds zeros
}

TEST(PartialRotary, FamiliesThatTurnWholeHeadsLeaveItUnread)
{
    for (const char *golden : {"llama-tied", "qwen3", "gemma", "olmo2", "cohere", "helium", "granite"}) {
        ModelCopy copy(golden);
        const ModelConfig before = readConfig(copy.path());
        copy.editConfig([](json &config) {
            config["rope_parameters"]["partial_rotary_factor"] = 0.5;
            config["rope_parameters"]["rope_type"] = "default";
        });
        EXPECT_EQ(readConfig(copy.path()).rotary.front().frequencies.size(),
                  static_cast<std::size_t>(before.headWidth / 2))
            << golden;
    }
    EXPECT_EQ(readConfig(goldenFolder() / "models" / "phi").rotary.front().frequencies.size(), 2U);
}

TEST(SoftCaps, LabelsHaveNone)
{
    const auto withLabels = [](const char *architecture) {
        ModelCopy copy("gemma2");
        copy.editConfig([architecture](json &config) {
            config["architectures"] = json::array({architecture});
            config["final_logit_softcapping"] = 2.0;
        });
        copy.editTensors([](Tensors &tensors) {
            tensors["score.weight"] = Tensor::zeros({2, 24});
            tensors["score.bias"] = Tensor::zeros({2});
        });
        return readConfig(copy.path());
    };

    EXPECT_EQ(withLabels("Gemma2ForSequenceClassification").logitSoftCap, 0);
    EXPECT_EQ(withLabels("Gemma2ForTokenClassification").logitSoftCap, 0);
    EXPECT_GT(readConfig(goldenFolder() / "models" / "gemma2").logitSoftCap, 0);
}

TEST(SoftCaps, Gemma3HasNoneOfItsScores)
{
    const auto scoreCap = [](const char *golden) {
        ModelCopy copy(golden);
        copy.editConfig([](json &config) { config["attn_logit_softcapping"] = 3.0; });
        return readConfig(copy.path()).attention(1).softCap;
    };

    EXPECT_EQ(scoreCap("gemma2"), 3);
    EXPECT_EQ(scoreCap("gemma3"), 0);
}

TEST(ScoreScale, GemmasIsOfTheScalarAndNotOfTheHeadsWidth)
{
    for (const char *golden : {"gemma2", "gemma3"}) {
        ModelCopy copy(golden);
        copy.editConfig([](json &config) { config["query_pre_attn_scalar"] = 16; });
        const ModelConfig config = readConfig(copy.path());
        EXPECT_EQ(config.headWidth, 10);
        EXPECT_FLOAT_EQ(config.attention(0).scoreScale, 0.25F);
    }
}

TEST(T5Mlp, WhatFollowsFromItsKindCountsMoreWhereAFileSaysIt)
{
    ModelCopy copy("t5");
    copy.editConfig([](json &config) { config["dense_act_fn"] = "silu"; });
    ModelCopy older("t5-gated");
    older.editConfig([](json &config) {
        config.erase("dense_act_fn");
        config.erase("is_gated_act");
    });

    EXPECT_EQ(readConfig(copy.path()).activation, Activation::Silu);
    EXPECT_EQ(readConfig(older.path()).activation, Activation::GeluTanh);
    EXPECT_TRUE(readConfig(older.path()).gatedMlp);
}

TEST(Sinusoids, ThoseOfAFileAreUsed)
{
    ModelCopy copy("pegasus");
    copy.editTensors([](Tensors &tensors) {
        for (const char *stack : {"model.encoder.", "model.decoder."})
            tensors[std::string(stack) + "embed_positions.weight"] = Tensor::zeros({32, 24});
    });
    const auto changed = openModel(copy.path());
    copy.editTensors([](Tensors &tensors) { tensors.erase("model.encoder.embed_positions.weight"); });

    EXPECT_EQ(changed->config.positionScheme, PositionScheme::Learned);
    ASSERT_EQ(changed->weights.positionEmbedding.shape(), (Shape{32, 24}));
    EXPECT_EQ(changed->weights.positionEmbedding.values().front(), 0);
    EXPECT_EQ(readConfig(copy.path()).positionScheme, PositionScheme::Sinusoids);
    EXPECT_EQ(readConfig(goldenFolder() / "models" / "marian").positionScheme, PositionScheme::Sinusoids);
}

TEST(RotaryHabits, Phi3sTrainedLengthStandsBesideTheScaling)
{
    ModelCopy copy("phi3-long");
    copy.editConfig([](json &config) { config.erase("original_max_position_embeddings"); });

    EXPECT_EQ(readConfig(copy.path()).rotary.front().longFrom,
              4096); // as the reference's configuration has it
}

TEST(RotaryHabits, GrowingRotaryPositionsAllowLongerTexts)
{
    const ModelConfig config = readConfig(ModelCopy("llama-dynamic").path());

    EXPECT_EQ(config.positions, 4 * 8);
    EXPECT_EQ(config.rotary.front().frequenciesFor(8), config.rotary.front().frequencies);
    EXPECT_LT(config.rotary.front().frequenciesFor(9).back(), config.rotary.front().frequencies.back());
}

} // namespace headscope
