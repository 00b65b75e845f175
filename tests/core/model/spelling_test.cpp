#include "core/model/model.h"
#include "tests/support/model_copy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cmath>

namespace headscope {

namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using Tensors = std::map<std::string, Tensor>;

void rename(Tensors &tensors, const std::string &from, const std::string &to)
{
    Tensors renamed;
    for (auto &[name, tensor] : tensors) {
        std::string changed = name;
        if (const auto at = changed.find(from); at != std::string::npos)
            changed.replace(at, from.size(), to);
        renamed[changed] = std::move(tensor);
    }
    tensors = std::move(renamed);
}

} // namespace

TEST(ConfigSpellings, RopeThetaMayStandAlone)
{
    ModelCopy copy("llama-untied");
    copy.editConfig([](json &config) {
        config.erase("rope_parameters");
        config["rope_theta"] = 1234.5;
        config["rope_scaling"] = nullptr;
        config["torch_dtype"] = "float32";
    });

    EXPECT_EQ(readConfig(copy.path()).rotary, std::vector{rotaryTable(1234.5F, 10)});
}

TEST(ConfigSpellings, Gpt2MayScaleItsScoresByTheLayer)
{
    const ModelConfig usual = readConfig(ModelCopy("gpt2").path());
    ModelCopy copy("gpt2");
    copy.editConfig([](json &config) { config["scale_attn_by_inverse_layer_idx"] = true; });

    const ModelConfig scaled = readConfig(copy.path());

    EXPECT_FLOAT_EQ(scaled.attention(0).scoreScale, 1 / std::sqrt(static_cast<float>(usual.headWidth)));
    EXPECT_FLOAT_EQ(scaled.attention(1).scoreScale, scaled.attention(0).scoreScale / 2);
}

TEST(ConfigSpellings, IsDecoderSaysNothingNewOfADecoder)
{
    ModelCopy copy("gpt2");
    copy.editConfig([](json &config) { config["is_decoder"] = true; });

    EXPECT_EQ(readConfig(copy.path()).family, "GPT-2");
}

TEST(ConfigSpellings, Gpt2MayUseTheNewNames)
{
    const ModelConfig before = readConfig(ModelCopy("gpt2").path());
    ModelCopy copy("gpt2");
    copy.editConfig([](json &config) {
        for (const auto &[from, to] : {std::pair{"n_layer", "num_hidden_layers"},
                                       {"n_head", "num_attention_heads"},
                                       {"n_embd", "hidden_size"},
                                       {"n_positions", "max_position_embeddings"}}) {
            config[to] = config[from];
            config.erase(from);
        }
    });

    ModelConfig after = readConfig(copy.path());
    after.name = before.name;

    EXPECT_EQ(after, before);
}

TEST(ConfigSpellings, PublishedNomicFilesSpellTheirSizesAsGpt2)
{
    const ModelConfig before = readConfig(ModelCopy("nomic-bert-masked").path());
    ModelCopy copy("nomic-bert-masked");
    copy.editConfig([](json &config) {
        config = {{"model_type", "nomic_bert"},
                  {"architectures", json::array({"NomicBertForMaskedLM"})},
                  {"n_embd", 24},
                  {"n_head", 3},
                  {"n_layer", 3},
                  {"n_inner", 40},
                  {"n_positions", 32},
                  {"vocab_size", 53},
                  {"type_vocab_size", 2},
                  {"activation_function", "swiglu"},
                  {"layer_norm_epsilon", 1e-12},
                  {"rotary_emb_base", 1000},
                  {"rotary_emb_fraction", 1.0},
                  {"prenorm", false}};
    });

    ModelConfig after = readConfig(copy.path());
    after.name = before.name;

    EXPECT_EQ(after, before);
}

TEST(ConfigSpellings, PublishedGteFilesHaveAnotherTypeAndPrefixAndScaling)
{
    ModelCopy copy("gte-masked");
    copy.editConfig([](json &config) {
        config.erase("rope_parameters");
        config["model_type"] = "new";
        config["architectures"] = json::array({"NewForMaskedLM"});
        config["position_embedding_type"] = "rope";
        config["rope_theta"] = 20000;
        config["rope_scaling"] = {{"type", "ntk"}, {"factor", 8.0}};
    });
    copy.editTensors([](Tensors &tensors) { rename(tensors, "gte.", "new."); });

    const auto model = openModel(copy.path());

    RotaryTable expected = rotaryTable(160000.0F, 8);
    for (float &frequency : expected.frequencies)
        frequency /= std::pow(8.0F, 0.25F);
    ASSERT_EQ(model->config.rotary.size(), 1U);
    for (std::size_t pair = 0; pair < expected.frequencies.size(); ++pair)
        EXPECT_FLOAT_EQ(model->config.rotary[0].frequencies[pair], expected.frequencies[pair]);
    EXPECT_EQ(model->config.output, OutputKind::MaskedToken);
    EXPECT_TRUE(model->warnings.empty());
}

TEST(ConfigSpellings, ActivationsHaveManyNames)
{
    const std::pair<const char *, Activation> names[] = {
        {"gelu", Activation::Gelu},          {"gelu_new", Activation::GeluTanh},
        {"gelu_fast", Activation::GeluTanh}, {"gelu_pytorch_tanh", Activation::GeluTanh},
        {"relu", Activation::Relu},          {"silu", Activation::Silu},
        {"swish", Activation::Silu},
    };
    ModelCopy copy("llama-tied");
    for (const auto &[name, activation] : names) {
        copy.editConfig([name = name](json &config) { config["hidden_act"] = name; });
        EXPECT_EQ(readConfig(copy.path()).activation, activation) << name;
    }
}

TEST(ConfigSpellings, TheArchitectureStandsInForAMissingModelType)
{
    ModelCopy copy("bert-masked");
    copy.editConfig([](json &config) { config.erase("model_type"); });

    EXPECT_EQ(readConfig(copy.path()).family, "BERT");
}

TEST(ConfigSpellings, WithoutAnArchitectureTheTensorsDecide)
{
    const auto outputOf = [](const char *name) {
        ModelCopy copy(name);
        copy.editConfig([](json &config) { config.erase("architectures"); });
        return readConfig(copy.path()).output;
    };

    EXPECT_EQ(outputOf("bert-bare"), OutputKind::Embedding);
    EXPECT_EQ(outputOf("bert-masked"), OutputKind::MaskedToken);
    EXPECT_EQ(outputOf("bert-sequence-labels"), OutputKind::Labels);
    EXPECT_EQ(outputOf("bert-token-labels"), OutputKind::TokenLabels);
}

TEST(ConfigSpellings, LabelsWithoutNamesGetTheUsualOnes)
{
    ModelCopy copy("bert-sequence-labels");
    copy.editConfig([](json &config) { config.erase("id2label"); });

    EXPECT_THAT(readConfig(copy.path()).labels, ElementsAre("LABEL_0", "LABEL_1", "LABEL_2"));
}

TEST(ConfigSpellings, LabelsAreInTheOrderOfTheirNumbers)
{
    ModelCopy copy("bert-sequence-labels");
    copy.editConfig([](json &config) { config["id2label"] = {{"2", "c"}, {"0", "a"}, {"1", "b"}}; });

    EXPECT_THAT(readConfig(copy.path()).labels, ElementsAre("a", "b", "c"));
}

TEST(TensorSpellings, NormsMayBeCalledGammaAndBeta)
{
    ModelCopy copy("bert-masked");
    copy.editTensors([](Tensors &tensors) {
        for (const std::string layer : {"0", "1", "2"})
            rename(tensors, layer + ".output.LayerNorm.weight", layer + ".output.LayerNorm.gamma");
        rename(tensors, "bert.embeddings.LayerNorm.bias", "bert.embeddings.LayerNorm.beta");
        rename(tensors, "transform.LayerNorm.weight", "transform.LayerNorm.gamma");
    });

    EXPECT_EQ(openModel(copy.path())->weights.layers.size(), 3U);
}

TEST(TensorSpellings, PrefixesMayBeThereOrNot)
{
    ModelCopy bert("bert-masked");
    bert.editTensors([](Tensors &tensors) { rename(tensors, "bert.", ""); });
    ModelCopy gpt2("gpt2");
    gpt2.editTensors([](Tensors &tensors) { rename(tensors, "transformer.", ""); });

    EXPECT_EQ(openModel(bert.path())->weights.layers.size(), 3U);
    EXPECT_EQ(openModel(gpt2.path())->weights.layers.size(), 3U);
}

TEST(TiedOutput, AnEqualMatrixInTheFileIsNotKept)
{
    ModelCopy copy("gpt2");
    copy.editTensors(
        [](Tensors &tensors) { tensors["lm_head.weight"] = tensors["transformer.wte.weight"].clone(); });

    const auto model = openModel(copy.path());

    EXPECT_TRUE(model->config.tiedOutput);
    EXPECT_TRUE(model->weights.output.matrix.isEmpty());
    EXPECT_TRUE(model->warnings.empty());
}

TEST(TiedOutput, AnotherMatrixInTheFileIsUsedAndSaid)
{
    ModelCopy copy("bert-masked");
    copy.editTensors([](Tensors &tensors) {
        Tensor decoder = tensors["bert.embeddings.word_embeddings.weight"].clone();
        decoder.values()[7] += 1;
        tensors["cls.predictions.decoder.weight"] = std::move(decoder);
    });

    const auto model = openModel(copy.path());

    EXPECT_FALSE(model->config.tiedOutput);
    EXPECT_THAT(model->weights.output.matrix.shape(), ElementsAre(53, 24));
    ASSERT_EQ(model->warnings.size(), 1U);
    EXPECT_THAT(model->warnings[0].english(), HasSubstr("cls.predictions.decoder.weight"));
}

TEST(ConfigSpellings, GptNeosLayersAreThoseThatItsTypesNameInTurns)
{
    const ModelConfig before = readConfig(ModelCopy("gpt-neo").path());
    ModelCopy withTypes("gpt-neo"), withLayers("gpt-neo"), withBoth("gpt-neo");
    withTypes.editConfig([](json &config) { config.erase("attention_layers"); });
    withLayers.editConfig([](json &config) { config.erase("attention_types"); });
    withBoth.editConfig([](json &config) { config["attention_layers"] = {"local", "global", "global"}; });

    for (const ModelCopy *copy : {&withTypes, &withLayers, &withBoth}) {
        ModelConfig after = readConfig(copy->path());
        after.name = before.name;
        EXPECT_EQ(after, before);
    }
    withTypes.editConfig([](json &config) { config["attention_types"][0][1] = 2; });
    EXPECT_THAT(refusalOf([&] { (void)readConfig(withTypes.path()); }), HasSubstr("one for each layer"));
    withTypes.editConfig([](json &config) { config["attention_types"][0][1] = 4000000000U; });
    EXPECT_THAT(refusalOf([&] { (void)readConfig(withTypes.path()); }), HasSubstr("how often they come"));
}

TEST(Bert, ALanguageModelThatIsNoDecoderLeavesTheEncoderAndAWarning)
{
    ModelCopy copy("bert-masked");
    copy.editConfig([](json &config) { config["architectures"] = json::array({"BertLMHeadModel"}); });

    const auto model = openModel(copy.path());

    EXPECT_EQ(model->config.output, OutputKind::Embedding);
    ASSERT_EQ(model->warnings.size(), 1U);
    EXPECT_THAT(model->warnings[0].english(), HasSubstr("BertLMHeadModel"));
}

TEST(Bert, AHeadThatIsNotThereLeavesTheEncoderAndAWarning)
{
    ModelCopy copy("bert-bare");
    copy.editConfig(
        [](json &config) { config["architectures"] = json::array({"BertForSequenceClassification"}); });
    copy.editTensors([](Tensors &) {});

    const auto model = openModel(copy.path());

    EXPECT_EQ(model->config.output, OutputKind::Embedding);
    ASSERT_EQ(model->warnings.size(), 1U);
    EXPECT_THAT(model->warnings[0].english(), HasSubstr("BertForSequenceClassification"));
}

} // namespace headscope
