#pragma once

#include "core/inference/inference_session.h"
#include "core/model/random_model.h"

#include <string>
#include <vector>

namespace headscope {

/// Small models of every shape the engine knows, 3 layers × 4 heads, width 32, with random weights that make
/// patterns far from even.
inline ModelConfig tinyCausal()
{
    ModelConfig config;
    config.name = "causal";
    config.layers = 3;
    config.heads = config.keyValueHeads = 4;
    config.width = 32;
    config.headWidth = 8;
    config.mlpWidth = 64;
    config.vocabulary = 53;
    config.positions = 600;
    config.activation = Activation::GeluTanh;
    config.tiedOutput = true;
    return config;
}

inline ModelConfig tinyGrouped()
{
    ModelConfig config = tinyCausal();
    config.name = "grouped";
    config.keyValueHeads = 2;
    config.normKind = NormKind::RmsNorm;
    config.activation = Activation::Silu;
    config.gatedMlp = true;
    config.attentionBias = config.attentionOutputBias = config.mlpBias = false;
    config.positionScheme = PositionScheme::Rotary;
    config.rotary = {rotaryTable(10000.0F, config.headWidth)};
    config.tiedOutput = false;
    return config;
}

/// Norms around the blocks, norms of queries and keys, a window in every other layer, caps.
inline ModelConfig tinySandwich()
{
    ModelConfig config = tinyGrouped();
    config.name = "sandwich";
    config.normPlace = NormPlace::AroundBlock;
    config.queryKeyNorm = QueryKeyNorm::EachHead;
    config.embeddingScale = 5.6F;
    config.logitSoftCap = 20;
    config.rotary.push_back(rotaryTable(50.0F, 4));
    for (int layer = 0; layer < config.layers; ++layer) {
        AttentionSettings settings = config.usualAttention();
        settings.softCap = 4;
        if (layer % 2 == 0) {
            settings.reach = {5, 0};
            settings.rotary = 1;
        }
        config.layerAttention.push_back(settings);
    }
    return config;
}

/// Attention and MLP beside each other, positions as a bias of the scores.
inline ModelConfig tinyParallel()
{
    ModelConfig config = tinyCausal();
    config.name = "parallel";
    config.mlpPlace = MlpPlace::BesideAttention;
    config.positionScheme = PositionScheme::LinearBias;
    config.linearBias = {{0.5F, 0.25F, 0.125F, 0.0625F}, 1, false};
    return config;
}

/// Layers with four heads, with two, and with none at all.
inline ModelConfig tinyUneven()
{
    ModelConfig config = tinyCausal();
    config.name = "uneven";
    config.layerAttention.assign(3, config.usualAttention());
    config.layerAttention[1].heads = config.layerAttention[1].keyValueHeads = 2;
    config.layerAttention[2].hasAttention = false;
    return config;
}

inline ModelConfig tinyEncoder(OutputKind output)
{
    ModelConfig config = tinyCausal();
    config.name = "encoder";
    config.tokenTypes = 2;
    config.normPlace = NormPlace::AfterBlock;
    config.normEpsilon = 1e-12F;
    config.activation = Activation::Gelu;
    config.attentionScope = AttentionScope::Bidirectional;
    config.output = output;
    config.headActivation = Activation::Gelu;
    config.tiedOutput = output == OutputKind::MaskedToken;
    if (output == OutputKind::Labels || output == OutputKind::TokenLabels)
        config.labels = {"negative", "neutral", "positive"};
    return config;
}

inline std::vector<ModelConfig> tinyConfigs()
{
    return {tinyCausal(),
            tinyGrouped(),
            tinySandwich(),
            tinyParallel(),
            tinyEncoder(OutputKind::MaskedToken),
            tinyEncoder(OutputKind::Labels),
            tinyEncoder(OutputKind::Embedding)};
}

constexpr RandomWeights kTinyWeights{7, 0.3F};

inline InferenceSession tinySession(const ModelConfig &config)
{
    return InferenceSession(config, randomWeights(config, kTinyWeights));
}

inline RunRequest tinyRequest(int tokens)
{
    RunRequest request;
    request.scope = LogitScope::All;
    for (int i = 0; i < tokens; ++i)
        request.tokens.ids.push_back((i * 17 + 5) % 53);
    return request;
}

inline HeadId head(int layer, int index)
{
    return {Stack::Encoder, layer, index};
}

} // namespace headscope
