#include "core/model/families/decoders/decoder_families.h"
#include "core/model/families/decoders/decoder_parts.h"
#include "core/model/families/rotary_reader.h"

#include <cmath>

namespace headscope {

namespace {

constexpr std::array<std::string_view, 2> kPrefixes{"transformer.", ""};
constexpr FileHabits kHabits{.fused = FusedRows::ByGroup};

bool hasTwoNorms(const ModelConfig &config)
{
    return config.mlpPlace == MlpPlace::BesideAttention;
}

bool hasOneNorm(const ModelConfig &config)
{
    return !hasTwoNorms(config);
}

bool isSequential(const ModelConfig &config)
{
    return config.mlpPlace == MlpPlace::AfterAttention;
}

// clang-format off
constexpr std::array kStackRows{
    TensorRow{"*word_embeddings.weight", places::tokenEmbedding},
    TensorRow{"*h.#.input_layernorm.weight", places::attentionNormScale, hasOneNorm},
    TensorRow{"*h.#.input_layernorm.bias", places::attentionNormShift, hasOneNorm},
    TensorRow{"*h.#.ln_attn.weight", places::attentionNormScale, hasTwoNorms},
    TensorRow{"*h.#.ln_attn.bias", places::attentionNormShift, hasTwoNorms},
    TensorRow{"*h.#.self_attention.query_key_value.weight", places::qkv},
    TensorRow{"*h.#.self_attention.query_key_value.bias", places::qkvBias, hasAttentionBias},
    TensorRow{"*h.#.self_attention.dense.weight", places::attentionOutput},
    TensorRow{"*h.#.self_attention.dense.bias", places::attentionOutputBias, hasAttentionOutputBias},
    TensorRow{"*h.#.post_attention_layernorm.weight", places::mlpNormScale, isSequential},
    TensorRow{"*h.#.post_attention_layernorm.bias", places::mlpNormShift, isSequential},
    TensorRow{"*h.#.ln_mlp.weight", places::mlpNormScale, hasTwoNorms},
    TensorRow{"*h.#.ln_mlp.bias", places::mlpNormShift, hasTwoNorms},
    TensorRow{"*h.#.mlp.dense_h_to_4h.weight", places::mlpIn},
    TensorRow{"*h.#.mlp.dense_h_to_4h.bias", places::mlpInBias, hasMlpBias},
    TensorRow{"*h.#.mlp.dense_4h_to_h.weight", places::mlpOut},
    TensorRow{"*h.#.mlp.dense_4h_to_h.bias", places::mlpOutBias, hasMlpBias},
    TensorRow{"*ln_f.weight", places::finalNormScale},
    TensorRow{"*ln_f.bias", places::finalNormShift},
};
// clang-format on
constexpr auto kRows = joined(kStackRows, kDecoderOutputRows);

MlpPlace mlpPlaceOf(const ConfigReader &config, bool isNew)
{
    if (!config.flag({"parallel_attn"}, true) && !isNew)
        return MlpPlace::AfterAttention;
    const int norms = config.count({"num_ln_in_parallel_attn"}, isNew ? 2 : 1);
    return isNew && norms == 2 ? MlpPlace::BesideAttention : MlpPlace::SharesNorm;
}

void describePositions(const ConfigReader &config, Description &description)
{
    ModelConfig &model = description.config;
    if (!config.flag({"alibi"}, false)) {
        model.positionScheme = PositionScheme::Rotary;
        model.rotary = {readRotary(config, description)};
        return;
    }
    model.positionScheme = PositionScheme::LinearBias;
    // The reference adds the bias before it divides the scores, and keeps it in bfloat16.
    model.linearBias = {linearBiasSlopes(model.heads),
                        static_cast<float>(1 / std::sqrt(static_cast<double>(model.headWidth))), true};
}

Description describe(const ConfigReader &config, const TensorSource &tensors)
{
    constexpr int kWidest = 1 << 22;
    Description description;
    ModelConfig &model = description.config;
    const bool isNew = config.flag({"new_decoder_architecture"}, false);
    model.layers = config.count({"num_hidden_layers", "n_layer"});
    model.heads = config.count({"num_attention_heads", "n_head"});
    const bool hasOneKey = !isNew && config.flag({"multi_query"}, true);
    model.keyValueHeads = hasOneKey ? 1 : config.count({"num_kv_heads", "n_head_kv"}, model.heads);
    model.width = config.count({"hidden_size", "n_embed"});
    divideWidth(config, "hidden_size", model);
    model.mlpWidth = config.count({"ffn_hidden_size"}, 4 * std::min(model.width, kWidest));
    model.vocabulary = config.count({"vocab_size"});
    model.positions = config.count({"max_position_embeddings"}, 2048);
    model.mlpPlace = mlpPlaceOf(config, isNew);
    model.normEpsilon = config.number({"layer_norm_epsilon"}, 1e-5F);
    model.activation = activationOf(config, {"activation"}, "gelu");
    model.attentionBias = model.attentionOutputBias = model.mlpBias = config.flag({"bias"}, false);
    describePositions(config, description);
    describeDecoderOutput(config, tensors, true, description);
    return description;
}

} // namespace

const Family &falconFamily()
{
    static const Family family{"Falcon", "falcon", kPrefixes, kRows, MatrixLayout::OutIn, describe, kHabits};
    return family;
}

} // namespace headscope
