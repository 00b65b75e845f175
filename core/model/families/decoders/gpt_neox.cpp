#include "core/model/families/decoders/decoder_families.h"
#include "core/model/families/decoders/decoder_parts.h"
#include "core/model/families/rotary_reader.h"

namespace headscope {

namespace {

constexpr std::array<std::string_view, 2> kPrefixes{"gpt_neox.", ""};
constexpr FileHabits kHabits{.fused = FusedRows::ByGroup};

// clang-format off
constexpr std::array kStackRows{
    TensorRow{"*embed_in.weight", places::tokenEmbedding},
    TensorRow{"*layers.#.input_layernorm.weight", places::attentionNormScale},
    TensorRow{"*layers.#.input_layernorm.bias", places::attentionNormShift},
    TensorRow{"*layers.#.attention.query_key_value.weight", places::qkv},
    TensorRow{"*layers.#.attention.query_key_value.bias", places::qkvBias, hasAttentionBias},
    TensorRow{"*layers.#.attention.dense.weight", places::attentionOutput},
    TensorRow{"*layers.#.attention.dense.bias", places::attentionOutputBias, hasAttentionOutputBias},
    TensorRow{"*layers.#.post_attention_layernorm.weight", places::mlpNormScale},
    TensorRow{"*layers.#.post_attention_layernorm.bias", places::mlpNormShift},
    TensorRow{"*layers.#.mlp.dense_h_to_4h.weight", places::mlpIn},
    TensorRow{"*layers.#.mlp.dense_h_to_4h.bias", places::mlpInBias},
    TensorRow{"*layers.#.mlp.dense_4h_to_h.weight", places::mlpOut},
    TensorRow{"*layers.#.mlp.dense_4h_to_h.bias", places::mlpOutBias},
    TensorRow{"*final_layer_norm.weight", places::finalNormScale},
    TensorRow{"*final_layer_norm.bias", places::finalNormShift},
    TensorRow{"embed_out.weight", places::output, hasOwnTokenOutput, "lm_head.weight"},
};
// clang-format on
constexpr auto kRows = joined(kStackRows, kDecoderHeadRows);

Description describe(const ConfigReader &config, const TensorSource &tensors)
{
    Description description;
    ModelConfig &model = description.config;
    model.layers = config.count({"num_hidden_layers"});
    model.heads = model.keyValueHeads = config.count({"num_attention_heads"});
    model.width = config.count({"hidden_size"});
    divideWidth(config, "hidden_size", model);
    model.mlpWidth = config.count({"intermediate_size"});
    model.vocabulary = config.count({"vocab_size"});
    model.positions = config.count({"max_position_embeddings"}, 2048);
    model.mlpPlace =
        config.flag({"use_parallel_residual"}, true) ? MlpPlace::BesideAttention : MlpPlace::AfterAttention;
    model.normEpsilon = config.number({"layer_norm_eps"}, 1e-5F);
    model.activation = activationOf(config, {"hidden_act"}, "gelu");
    model.attentionBias = model.attentionOutputBias = config.flag({"attention_bias"}, true);
    model.positionScheme = PositionScheme::Rotary;
    model.rotary = {readRotary(config, description, {.part = 0.25, .isPart = true})};
    describeDecoderOutput(config, tensors, false, description);
    return description;
}

} // namespace

const Family &gptNeoXFamily()
{
    static const Family family{"GPT-NeoX",          "gpt_neox", kPrefixes, kRows,
                               MatrixLayout::OutIn, describe,   kHabits};
    return family;
}

} // namespace headscope
