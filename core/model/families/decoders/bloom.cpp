#include "core/model/families/decoders/decoder_families.h"
#include "core/model/families/decoders/decoder_parts.h"

namespace headscope {

namespace {

constexpr std::array<std::string_view, 2> kPrefixes{"transformer.", ""};
constexpr FileHabits kHabits{.fused = FusedRows::ByGroup};

// clang-format off
constexpr std::array kStackRows{
    TensorRow{"*word_embeddings.weight", places::tokenEmbedding},
    TensorRow{"*word_embeddings_layernorm.weight", places::embeddingNormScale},
    TensorRow{"*word_embeddings_layernorm.bias", places::embeddingNormShift},
    TensorRow{"*h.#.input_layernorm.weight", places::attentionNormScale},
    TensorRow{"*h.#.input_layernorm.bias", places::attentionNormShift},
    TensorRow{"*h.#.self_attention.query_key_value.weight", places::qkv},
    TensorRow{"*h.#.self_attention.query_key_value.bias", places::qkvBias},
    TensorRow{"*h.#.self_attention.dense.weight", places::attentionOutput},
    TensorRow{"*h.#.self_attention.dense.bias", places::attentionOutputBias},
    TensorRow{"*h.#.post_attention_layernorm.weight", places::mlpNormScale},
    TensorRow{"*h.#.post_attention_layernorm.bias", places::mlpNormShift},
    TensorRow{"*h.#.mlp.dense_h_to_4h.weight", places::mlpIn},
    TensorRow{"*h.#.mlp.dense_h_to_4h.bias", places::mlpInBias},
    TensorRow{"*h.#.mlp.dense_4h_to_h.weight", places::mlpOut},
    TensorRow{"*h.#.mlp.dense_4h_to_h.bias", places::mlpOutBias},
    TensorRow{"*ln_f.weight", places::finalNormScale},
    TensorRow{"*ln_f.bias", places::finalNormShift},
};
// clang-format on
constexpr auto kRows = joined(kStackRows, kDecoderOutputRows);

Description describe(const ConfigReader &config, const TensorSource &tensors)
{
    constexpr int kWidest = 1 << 22;
    Description description;
    ModelConfig &model = description.config;
    model.layers = config.count({"n_layer", "num_hidden_layers"});
    model.heads = model.keyValueHeads = config.count({"n_head", "num_attention_heads"});
    model.width = config.count({"hidden_size", "n_embed"});
    divideWidth(config, "hidden_size", model);
    model.mlpWidth = 4 * std::min(model.width, kWidest);
    model.vocabulary = config.count({"vocab_size"});
    model.positions = config.count({"seq_length", "n_positions"}, kUnlimitedPositions);
    model.normEpsilon = config.number({"layer_norm_epsilon"}, 1e-5F);
    model.activation = Activation::GeluTanh;
    if (config.flag({"apply_residual_connection_post_layernorm"}, false))
        model.normPlace = NormPlace::OnStream;
    model.positionScheme = PositionScheme::LinearBias;
    model.linearBias.slopes = linearBiasSlopes(model.heads);
    describeDecoderOutput(config, tensors, true, description);
    return description;
}

} // namespace

const Family &bloomFamily()
{
    static const Family family{"BLOOM", "bloom", kPrefixes, kRows, MatrixLayout::OutIn, describe, kHabits};
    return family;
}

} // namespace headscope
