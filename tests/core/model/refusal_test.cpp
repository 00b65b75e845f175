#include "core/formats/load_error.h"
#include "core/model/model.h"
#include "core/model/run_size.h"
#include "tests/support/golden.h"
#include "tests/support/model_copy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <array>
#include <fstream>
#include <limits>

namespace headscope {

namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using Tensors = std::map<std::string, Tensor>;

struct BadValue {
    const char *model;
    const char *key;
    json value;
    const char *said;
};

std::string refusalWith(const BadValue &bad)
{
    ModelCopy copy(bad.model);
    copy.editConfig([&bad](json &config) { config[bad.key] = bad.value; });
    return refusalOf([&copy] { (void)readConfig(copy.path()); });
}

} // namespace

TEST(ModelRefusals, NothingIsOpenedThatWouldBeComputedWrongly)
{
    const std::array all{
        BadValue{"bert-masked", "position_embedding_type", "relative_key", "position_embedding_type"},
        BadValue{"bert-masked", "is_decoder", true, "is_decoder"},
        BadValue{"bert-masked", "add_cross_attention", true, "cross attention"},
        BadValue{"bert-masked", "pruned_heads", {{"0", {1}}}, "[16, 24], found [24, 24]"},
        BadValue{"bert-masked", "pruned_heads", {{"0", {1, 3}}}, "an object: layer 0 has no head 3"},
        BadValue{"bert-masked", "pruned_heads", {{"1", {2, 1, 0, 1}}}, "no head left"},
        BadValue{"albert-masked", "pruned_heads", {{"0", {1}}}, "pruned heads cannot"},
        BadValue{"mpnet-masked", "pruned_heads", {{"0", {1}}}, "pruned heads cannot"},
        BadValue{"mpnet-masked", "relative_attention_num_buckets", 40, "32 buckets"},
        BadValue{"t5", "dense_act_fn", "wave", "dense_act_fn"},
        BadValue{"deberta-v2-masked", "conv_kernel_size", 4, "odd number"},
        BadValue{"bert-masked", "quantization_config", {{"bits", 4}}, "quantised"},
        BadValue{"bert-masked", "hidden_act", "laplace", "laplace"},
        BadValue{"llama-tied", "rope_scaling", {{"type", "spiral"}, {"factor", 2.0}}, "spiral"},
        BadValue{"llama-tied", "rope_scaling", {{"type", "linear"}, {"factor", 0.0}}, "factor"},
        BadValue{"llama-tied", "rope_parameters", {{"rope_type", "llama3"}}, "'factor' is missing"},
        BadValue{
            "phi3", "rope_parameters", {{"partial_rotary_factor", 1.5}}, "partial_rotary_factor' is 1.5"},
        BadValue{"llama-tied",
                 "rope_parameters",
                 {{"rope_type", "linear"}, {"factor", 2.0}, {"partial_rotary_factor", 0.5}},
                 "whole heads"},
        BadValue{"phi3-long", "rope_scaling", {{"type", "su"}, {"long_factor", {1.0}}}, "long_factor"},
        BadValue{"gemma2", "layer_types", json::array({"a", "b", "c"}), "'a'"},
        BadValue{"gemma2", "layer_types", json::array({"full_attention"}), "layer_types"},
    };
    for (const BadValue &bad : all)
        EXPECT_THAT(refusalWith(bad), HasSubstr(bad.said)) << bad.key;
}

TEST(ModelRefusals, NumbersThatNoModelCanHaveAreNamed)
{
    const std::array all{
        BadValue{"gpt2", "n_layer", 0, "n_layer"},
        BadValue{"gpt2", "n_layer", -3, "n_layer"},
        BadValue{"gpt2", "n_layer", "3", "found \"3\""},
        BadValue{"gpt2", "n_layer", 3.0, "whole number"},
        BadValue{"gpt2", "n_layer", 9007199254740993, "n_layer"},
        BadValue{"gpt2", "n_layer", json::array({3}), "a list"},
        BadValue{"gpt2", "n_layer", 60000, "60000 layers"},
        BadValue{"gpt2", "n_layer", 2000000000, "number of layers"},
        BadValue{"gpt2", "n_head", 5, "multiple"},
        BadValue{"gpt2", "layer_norm_epsilon", -1.0, "epsilon"},
        BadValue{"gpt2", "layer_norm_epsilon", "NaN", "finite number"},
        BadValue{"gpt2", "vocab_size", 2147483647, "vocabulary"},
        BadValue{"gpt2", "tie_word_embeddings", 1, "true or false"},
        BadValue{"llama-tied", "num_key_value_heads", 3, "multiple"},
        BadValue{"llama-tied", "head_dim", 5, "even"},
        BadValue{"llama-tied", "rope_parameters", 7, "an object"},
        BadValue{"bert-sequence-labels", "id2label", {{"0", "a"}, {"5", "b"}}, "id2label"},
        BadValue{"bert-sequence-labels", "id2label", {{"0", "a"}, {"1", 2}}, "id2label"},
        BadValue{"bert-masked", "architectures", "BertForMaskedLM", "a list of texts"},
        BadValue{"roberta-masked", "pad_token_id", 2147483647, "behind the padding token's"},
        BadValue{"m2m100", "pad_token_id", 2147483647, "an id of the vocabulary"},
    };
    for (const BadValue &bad : all)
        EXPECT_THAT(refusalWith(bad), HasSubstr(bad.said)) << bad.key << " " << bad.value;
}

TEST(ModelRefusals, AMissingNumberIsNamed)
{
    ModelCopy copy("gpt2");
    copy.editConfig([](json &config) { config.erase("n_embd"); });

    EXPECT_THAT(refusalOf([&] { (void)readConfig(copy.path()); }), HasSubstr("'n_embd' or 'hidden_size'"));
}

TEST(ModelRefusals, AnUnknownKindIsNamedWithTheNearestKnown)
{
    EXPECT_THAT(refusalWith({"bert-masked", "model_type", "beret", ""}),
                AllOf(HasSubstr("'beret'"), HasSubstr("nearest known is 'bert'"),
                      HasSubstr("bert.embeddings.LayerNorm.bias"), HasSubstr("README.md"),
                      testing::SizeIs(testing::Lt(450))));
    EXPECT_THAT(refusalWith({"bert-masked", "model_type", std::string(5000, 'x'), ""}),
                testing::SizeIs(testing::Lt(700)));
}

TEST(ModelRefusals, TheNearestKnownIsTheOneWhoseTensorsTheyAre)
{
    EXPECT_THAT(refusalWith({"llama-tied", "model_type", "bertlama", ""}),
                HasSubstr("nearest known is 'llama'"));
    EXPECT_THAT(refusalWith({"gpt2", "model_type", "bert2", ""}), HasSubstr("nearest known is 'gpt2'"));
    EXPECT_THAT(refusalWith({"t5", "model_type", "bert5", ""}), HasSubstr("nearest known is 't5'"));
}

TEST(ModelRefusals, NoKindIsNearWhereFewTensorsAreCalledSo)
{
    ModelCopy copy("llama-tied");
    copy.editConfig([](json &config) { config["model_type"] = "llama5"; });
    copy.editTensors([](Tensors &tensors) {
        Tensors renamed;
        for (auto &[name, tensor] : tensors)
            renamed[name.starts_with("model.layers") ? "mixer." + name : name] = std::move(tensor);
        tensors = std::move(renamed);
    });

    EXPECT_THAT(refusalOf([&copy] { (void)readConfig(copy.path()); }),
                AllOf(HasSubstr("'llama5'"), HasSubstr("no known kind has tensors such as"),
                      testing::Not(HasSubstr("nearest"))));
}

TEST(ModelRefusals, AnEncoderDecoderWithAnotherHeadIsNamedByItsClass)
{
    for (const auto &[model, architecture] :
         {std::pair{"bart", "BartForCausalLM"}, {"marian", "MarianForCausalLM"}, {"t5", "T5Model"}}) {
        ModelCopy copy(model);
        copy.editConfig([architecture = architecture](json &config) {
            config["architectures"] = json::array({architecture});
            config["is_decoder"] = true;
        });
        EXPECT_THAT(refusalOf([&copy] { (void)readConfig(copy.path()); }),
                    AllOf(HasSubstr(architecture), HasSubstr("ForConditionalGeneration"),
                          testing::Not(HasSubstr("is_decoder"))));
    }
}

TEST(ModelRefusals, ABrokenConfigurationIsNamedWithItsPath)
{
    const ModelCopy copy("bert-masked");
    std::ofstream(copy.path() / "config.json") << R"({"a": -Infinity})";

    EXPECT_THAT(
        refusalOf([&copy] { (void)readConfig(copy.path()); }),
        AllOf(testing::StartsWith((copy.path() / "config.json").string() + ":"), HasSubstr("Infinity")));
}

TEST(ModelRefusals, ATensorOfAnotherShapeIsNamedWithBothShapes)
{
    ModelCopy copy("llama-tied");
    copy.editTensors([](Tensors &tensors) {
        tensors["model.layers.1.mlp.up_proj.weight"] = Tensor::zeros({24, 38});
    });

    EXPECT_THAT(refusalOf([&] { (void)openModel(copy.path()); }),
                AllOf(HasSubstr("model.safetensors"), HasSubstr("model.layers.1.mlp.up_proj.weight"),
                      HasSubstr("[38, 24]"), HasSubstr("[24, 38]")));
}

TEST(ModelRefusals, AMissingTensorIsNamed)
{
    ModelCopy copy("bert-masked");
    copy.editTensors([](Tensors &tensors) { tensors.erase("bert.encoder.layer.2.output.dense.bias"); });

    EXPECT_THAT(
        refusalOf([&] { (void)readConfig(copy.path()); }),
        AllOf(HasSubstr("bert.encoder.layer.2.output.dense.bias"), HasSubstr("missing"), HasSubstr("[24]")));
}

TEST(ModelRefusals, ABiasIsInEveryLayerOrInNone)
{
    const auto withoutBiasOf = [](const std::vector<std::string> &layers) {
        ModelCopy copy("gpt2");
        copy.editTensors([&layers](Tensors &tensors) {
            for (const std::string &layer : layers)
                tensors.erase("transformer.h." + layer + ".attn.c_attn.bias");
        });
        return refusalOf([&copy] { (void)openModel(copy.path()); });
    };

    EXPECT_EQ(withoutBiasOf({"0", "1", "2"}), "");
    EXPECT_THAT(withoutBiasOf({"1"}), HasSubstr("transformer.h.1.attn.c_attn.bias"));
}

TEST(ModelRefusals, AnUntiedModelNeedsItsOutput)
{
    ModelCopy copy("llama-tied");
    copy.editConfig([](json &config) { config["tie_word_embeddings"] = false; });

    EXPECT_THAT(refusalOf([&] { (void)openModel(copy.path()); }), HasSubstr("lm_head.weight"));
}

TEST(ModelRefusals, MoreLabelsThanTheClassifierHasAreSeen)
{
    EXPECT_THAT(refusalWith({"bert-sequence-labels", "id2label", {{"0", "a"}, {"1", "b"}}, ""}),
                AllOf(HasSubstr("classifier.weight"), HasSubstr("[2, 24]"), HasSubstr("[3, 24]")));
}

TEST(ModelRefusals, WhatDoesNotFitIntoMemoryIsRefusedWithBothFigures)
{
    OpenOptions options;
    options.memoryLimit = 50'000;

    EXPECT_THAT(refusalOf([&] { (void)openModel(goldenFolder() / "models" / "gpt2", options); }),
                AllOf(HasSubstr("64 kB"), HasSubstr("50 kB")));
}

TEST(Opening, ValuesThatAreNotFiniteAreCountedAndNamed)
{
    ModelCopy copy("llama-tied");
    copy.editTensors([](Tensors &tensors) {
        auto values = tensors["model.layers.2.self_attn.k_proj.weight"].values();
        values[3] = std::numeric_limits<float>::quiet_NaN();
        values[4] = -std::numeric_limits<float>::infinity();
        tensors["model.norm.weight"].values()[0] = std::numeric_limits<float>::infinity();
    });

    const auto model = openModel(copy.path());

    EXPECT_THAT(
        model->warnings,
        testing::UnorderedElementsAre(
            testing::Property(&Message::english, AllOf(HasSubstr("model.layers.2.self_attn.k_proj.weight"),
                                                       HasSubstr("2 values"))),
            testing::Property(&Message::english,
                              AllOf(HasSubstr("model.norm.weight"), HasSubstr("1 value ")))));
}

TEST(Opening, ABiasThatNoLayerHasIsZeroAndSaid)
{
    ModelCopy copy("gpt2");
    copy.editTensors([](Tensors &tensors) {
        std::erase_if(tensors, [](const auto &tensor) { return tensor.first.ends_with("attn.c_attn.bias"); });
    });

    const auto model = openModel(copy.path());

    EXPECT_TRUE(model->weights.layers[1].qkv.bias.isEmpty());
    EXPECT_THAT(model->warnings, testing::ElementsAre(testing::Property(
                                     &Message::english, HasSubstr("transformer.h.0.attn.c_attn.bias"))));
}

TEST(Opening, ReportsItsProgressUpToTheEnd)
{
    std::vector<double> shares;
    OpenOptions options;
    options.progress = [&shares](double share) { shares.push_back(share); };

    (void)openModel(goldenFolder() / "models" / "gpt2", options);

    EXPECT_TRUE(std::ranges::is_sorted(shares));
    EXPECT_GT(shares.size(), 20U);
    EXPECT_DOUBLE_EQ(shares.back(), 1.0);
}

TEST(Opening, StopsWhenAsked)
{
    std::stop_source source;
    OpenOptions options;
    options.stop = source.get_token();
    options.progress = [&source](double share) {
        if (share > 0.3)
            source.request_stop();
    };

    EXPECT_EQ(openModel(goldenFolder() / "models" / "gpt2", options), nullptr);
}

TEST(RunSize, ARunTakesTheSquareOfItsTokensForPatterns)
{
    const ModelConfig config = readConfig(goldenFolder() / "models" / "gpt2");
    const std::size_t patterns = 3U * 4U * 512U * 512U * 4U;

    EXPECT_GT(runBytes(config, 512, 1), patterns);
    EXPECT_LT(runBytes(config, 512, 1), patterns + patterns / 2);
    EXPECT_GT(runBytes(config, 512, 512), runBytes(config, 512, 1));
}

} // namespace headscope
