#include "core/model/model.h"
#include "core/model/weight_places.h"
#include "core/tensor/matrix_map.h"
#include "tests/support/golden.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace headscope {

namespace {

using testing::ElementsAre;

std::unique_ptr<Model> openGolden(const std::string &name)
{
    return openModel(goldenFolder() / "models" / name);
}

bool areEqual(const Tensor &a, const Tensor &b)
{
    return a.shape() == b.shape() && std::ranges::equal(a.values(), b.values());
}

/// [in, out] beside [out, in]
bool areTransposed(const Tensor &a, const Tensor &b)
{
    return a.matrix() == b.matrix().transpose();
}

std::size_t bytesOf(const DenseWeights &dense)
{
    return static_cast<std::size_t>(dense.matrix.size() + dense.bias.size()) * sizeof(float);
}

std::size_t bytesOf(const NormWeights &norm)
{
    return static_cast<std::size_t>(norm.scale.size() + norm.shift.size()) * sizeof(float);
}

std::size_t bytesOf(const Weights &weights)
{
    std::size_t bytes = bytesOf(weights.embeddingNorm) + bytesOf(weights.finalNorm) +
                        bytesOf(weights.embeddingProjection) + bytesOf(weights.distanceNorm) +
                        bytesOf(weights.convolution) + bytesOf(weights.convolutionNorm) +
                        bytesOf(weights.pooler) + bytesOf(weights.outputTransform) +
                        bytesOf(weights.outputNorm) + bytesOf(weights.output);
    for (const Tensor *tensor : {&weights.tokenEmbedding, &weights.positionEmbedding, &weights.typeEmbedding,
                                 &weights.distanceEmbedding, &weights.relativeBias, &weights.taskEmbedding})
        bytes += static_cast<std::size_t>(tensor->size()) * sizeof(float);
    for (const LayerWeights &layer : weights.layers)
        bytes += bytesOf(layer.attentionNorm) + bytesOf(layer.qkv) + bytesOf(layer.positionKeys) +
                 bytesOf(layer.positionQueries) + bytesOf(layer.attentionOutput) + bytesOf(layer.crossNorm) +
                 bytesOf(layer.crossQkv) + bytesOf(layer.crossOutput) + bytesOf(layer.mlpNorm) +
                 bytesOf(layer.mlpIn) + bytesOf(layer.mlpOut) + bytesOf(layer.queryNorm) +
                 bytesOf(layer.keyNorm) + bytesOf(layer.attentionUpdateNorm) + bytesOf(layer.mlpUpdateNorm) +
                 static_cast<std::size_t>(layer.relativeBias.size()) * sizeof(float);
    return weights.decoder ? bytes + bytesOf(*weights.decoder) : bytes;
}

} // namespace

TEST(GoldenModels, HaveTheSizesOfTheirConfiguration)
{
    for (const std::string &name : goldenNames()) {
        const ModelConfig config = readConfig(goldenFolder() / "models" / name);
        const GoldenModel golden = loadGolden(name);
        const GoldenRun &run = golden.runs.front();
        EXPECT_EQ(config.layers, run.attention.shape().at(0)) << name;
        EXPECT_EQ(config.heads, run.attention.shape().at(1)) << name;
        const bool keptFinal = !run.final.isEmpty();
        EXPECT_TRUE(!keptFinal || config.width == run.final.columns()) << name;
        EXPECT_EQ(config.vocabulary, 53) << name;
        if (config.positions != kUnlimitedPositions) {
            const bool countsFromPadding =
                config.paddingToken >= 0 && config.positionScheme == PositionScheme::Learned;
            EXPECT_EQ(config.positions, countsFromPadding ? 31 - config.paddingToken : 32) << name;
        }
        EXPECT_EQ(config.name, name);
    }
}

TEST(GoldenModels, ReadConfigSaysWhatOpeningSays)
{
    for (const std::string &name : goldenNames())
        EXPECT_EQ(readConfig(goldenFolder() / "models" / name), openGolden(name)->config) << name;
}

TEST(GoldenModels, TakeTheBytesThatTheConfigurationPredicts)
{
    for (const std::string &name : goldenNames()) {
        const auto model = openGolden(name);
        EXPECT_EQ(bytesOf(model->weights), model->config.weightBytes) << name;
    }
}

TEST(GoldenModels, OpenWithoutTokenizerAndWithoutWarnings)
{
    for (const std::string &name : goldenNames()) {
        const auto model = openGolden(name);
        EXPECT_EQ(model->tokenizer, nullptr) << name;
        EXPECT_TRUE(model->warnings.empty()) << name;
    }
}

TEST(Bert, TheOutputFollowsTheArchitecture)
{
    const ModelConfig bare = openGolden("bert-bare")->config;
    const ModelConfig masked = openGolden("bert-masked")->config;
    const ModelConfig sequence = openGolden("bert-sequence-labels")->config;
    const ModelConfig words = openGolden("bert-token-labels")->config;

    EXPECT_EQ(bare.output, OutputKind::Embedding);
    EXPECT_EQ(masked.output, OutputKind::MaskedToken);
    EXPECT_TRUE(masked.tiedOutput);
    EXPECT_EQ(masked.headActivation, Activation::GeluTanh);
    EXPECT_EQ(sequence.output, OutputKind::Labels);
    EXPECT_THAT(sequence.labels, ElementsAre("negative", "neutral", "positive"));
    EXPECT_EQ(words.output, OutputKind::TokenLabels);
    EXPECT_THAT(words.labels, ElementsAre("O", "B-PER", "I-PER", "B-LOC", "I-LOC"));
}

TEST(Bert, NormsWhatLeavesABlockAndLooksBothWays)
{
    const ModelConfig config = openGolden("bert-masked")->config;

    EXPECT_EQ(config.family, "BERT");
    EXPECT_EQ(config.normPlace, NormPlace::AfterBlock);
    EXPECT_EQ(config.attentionScope, AttentionScope::Bidirectional);
    EXPECT_FLOAT_EQ(config.normEpsilon, 1e-6F);
    EXPECT_EQ(config.headWidth, 8);
    EXPECT_EQ(config.tokenTypes, 2);
}

TEST(Gpt2, KeepsItsMatricesAsTheyAreStored)
{
    const auto model = openGolden("gpt2");
    const LayerWeights &layer = model->weights.layers[2];

    EXPECT_EQ(layer.qkv.layout, MatrixLayout::InOut);
    EXPECT_THAT(layer.qkv.matrix.shape(), ElementsAre(24, 72));
    EXPECT_THAT(layer.mlpIn.matrix.shape(), ElementsAre(24, 44));
    EXPECT_TRUE(model->config.tiedOutput);
    EXPECT_TRUE(model->weights.output.matrix.isEmpty());
}

TEST(Llama, PutsQueriesKeysAndValuesIntoOneMatrix)
{
    const auto model = openGolden("llama-untied");
    const LayerWeights &layer = model->weights.layers[0];

    EXPECT_THAT(layer.qkv.matrix.shape(), ElementsAre(40 + 20 + 20, 24));
    EXPECT_THAT(layer.qkv.bias.shape(), ElementsAre(80));
    EXPECT_THAT(layer.mlpIn.matrix.shape(), ElementsAre(2 * 38, 24));
    EXPECT_THAT(layer.mlpIn.bias.shape(), ElementsAre(2 * 38));
    EXPECT_THAT(model->weights.output.matrix.shape(), ElementsAre(53, 24));
}

TEST(Llama, ReadsItsConfigurationInTheNewSpelling)
{
    const ModelConfig config = openGolden("llama-untied")->config;

    EXPECT_EQ(config.headWidth, 10);
    EXPECT_EQ(config.keyValueHeads, 2);
    EXPECT_EQ(config.rotary, std::vector{rotaryTable(500.0F, 10)});
    EXPECT_EQ(config.activation, Activation::GeluTanh);
    EXPECT_TRUE(config.attentionBias);
    EXPECT_TRUE(config.mlpBias);
    EXPECT_FALSE(config.tiedOutput);
}

TEST(LlamaGguf, HoldsTheNumbersOfTheFolder)
{
    const auto folder = openGolden("llama-tied");
    const auto gguf = openModel(goldenFolder() / "gguf" / "llama-tied.gguf");

    EXPECT_TRUE(areEqual(gguf->weights.tokenEmbedding, folder->weights.tokenEmbedding));
    for (std::size_t i = 0; i < folder->weights.layers.size(); ++i) {
        const LayerWeights &ours = gguf->weights.layers[i];
        const LayerWeights &theirs = folder->weights.layers[i];
        EXPECT_TRUE(areEqual(ours.qkv.matrix, theirs.qkv.matrix)) << "layer " << i;
        EXPECT_TRUE(areEqual(ours.mlpIn.matrix, theirs.mlpIn.matrix)) << "layer " << i;
        EXPECT_TRUE(areEqual(ours.mlpOut.matrix, theirs.mlpOut.matrix)) << "layer " << i;
    }
    EXPECT_EQ(gguf->config, folder->config);
}

TEST(Gpt2Gguf, HoldsTheNumbersOfTheFolderTransposed)
{
    const auto folder = openGolden("gpt2");
    const auto gguf = openModel(goldenFolder() / "gguf" / "gpt2.gguf");

    for (std::size_t i = 0; i < folder->weights.layers.size(); ++i) {
        const LayerWeights &ours = gguf->weights.layers[i];
        const LayerWeights &theirs = folder->weights.layers[i];
        EXPECT_EQ(ours.qkv.layout, MatrixLayout::OutIn);
        EXPECT_TRUE(areTransposed(ours.qkv.matrix, theirs.qkv.matrix)) << "layer " << i;
        EXPECT_TRUE(areTransposed(ours.mlpOut.matrix, theirs.mlpOut.matrix)) << "layer " << i;
        EXPECT_TRUE(areEqual(ours.qkv.bias, theirs.qkv.bias)) << "layer " << i;
    }
    EXPECT_EQ(gguf->config, folder->config);
}

} // namespace headscope
