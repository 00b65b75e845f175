#pragma once

#include "core/model/families/decoders/decoder_parts.h"
#include "core/model/families/rotary_reader.h"

namespace headscope {

// clang-format off
/// The tensors of Llama and of the many that keep its names. Which of them a family has, its configuration
/// says.
inline constexpr std::array kLlamaAttentionRows{
    TensorRow{"*embed_tokens.weight", places::tokenEmbedding},
    TensorRow{"*layers.#.input_layernorm.weight", places::attentionNormScale, normsInputs},
    TensorRow{"*layers.#.input_layernorm.bias", places::attentionNormShift, hasShifts},
    TensorRow{"*layers.#.self_attn.q_proj.weight", places::queries},
    TensorRow{"*layers.#.self_attn.q_proj.bias", places::queryBias, hasAttentionBias},
    TensorRow{"*layers.#.self_attn.k_proj.weight", places::keys},
    TensorRow{"*layers.#.self_attn.k_proj.bias", places::keyBias, hasAttentionBias},
    TensorRow{"*layers.#.self_attn.v_proj.weight", places::values},
    TensorRow{"*layers.#.self_attn.v_proj.bias", places::valueBias, hasAttentionBias},
    TensorRow{"*layers.#.self_attn.o_proj.weight", places::attentionOutput},
    TensorRow{"*layers.#.self_attn.o_proj.bias", places::attentionOutputBias, hasAttentionOutputBias},
    TensorRow{"*norm.weight", places::finalNormScale},
    TensorRow{"*norm.bias", places::finalNormShift, hasShifts},
};
inline constexpr std::array kQueryKeyNormRows{
    TensorRow{"*layers.#.self_attn.q_norm.weight", places::queryNormScale, hasQueryKeyNorm},
    TensorRow{"*layers.#.self_attn.k_norm.weight", places::keyNormScale, hasQueryKeyNorm},
};
/// A gated MLP behind a norm of its own.
inline constexpr std::array kLlamaMlpRows{
    TensorRow{"*layers.#.post_attention_layernorm.weight", places::mlpNormScale, hasMlpNorm},
    TensorRow{"*layers.#.post_attention_layernorm.bias", places::mlpNormShift, hasMlpNormShift},
    TensorRow{"*layers.#.mlp.gate_proj.weight", places::gate},
    TensorRow{"*layers.#.mlp.gate_proj.bias", places::gateBias, hasMlpBias},
    TensorRow{"*layers.#.mlp.up_proj.weight", places::up},
    TensorRow{"*layers.#.mlp.up_proj.bias", places::upBias, hasMlpBias},
    TensorRow{"*layers.#.mlp.down_proj.weight", places::mlpOut},
    TensorRow{"*layers.#.mlp.down_proj.bias", places::mlpOutBias, hasMlpBias},
};
/// The same with the block's updates normed, too.
inline constexpr std::array kSandwichMlpRows{
    TensorRow{"*layers.#.post_attention_layernorm.weight", places::attentionUpdateNormScale},
    TensorRow{"*layers.#.pre_feedforward_layernorm.weight", places::mlpNormScale, normsInputs},
    TensorRow{"*layers.#.post_feedforward_layernorm.weight", places::mlpUpdateNormScale},
    TensorRow{"*layers.#.mlp.gate_proj.weight", places::gate},
    TensorRow{"*layers.#.mlp.up_proj.weight", places::up},
    TensorRow{"*layers.#.mlp.down_proj.weight", places::mlpOut},
};
// clang-format on

inline constexpr auto kLlamaStackRows = joined(kLlamaAttentionRows, kQueryKeyNormRows);
inline constexpr auto kLlamaRows = joined(joined(kLlamaStackRows, kLlamaMlpRows), kDecoderOutputRows);
inline constexpr auto kSandwichRows = joined(joined(kLlamaStackRows, kSandwichMlpRows), kDecoderOutputRows);
inline constexpr std::array<std::string_view, 3> kLlamaPrefixes{"model.", "transformer.", ""};

/// What differs between these families where a configuration does not say it.
struct LlamaDefaults {
    std::string_view activation = "silu";
    int headWidth = 0;     ///< 0 = width / heads
    int heads = 0;         ///< 0 = the configuration has to say it
    int keyValueHeads = 0; ///< 0 = one for each head
    float normEpsilon = 1e-6F;
    bool tied = false;
    RotaryDefaults rotary = {};
};

/// A causal stack with RMSNorm before each block, a gated MLP and rotary positions, whatever it predicts.
[[nodiscard]] Description describeLlamaLayers(const ConfigReader &config, const LlamaDefaults &defaults);

/// The same as a decoder: `describeDecoderOutput`.
[[nodiscard]] Description describeLlamaStack(const ConfigReader &config, const TensorSource &tensors,
                                             const LlamaDefaults &defaults);

} // namespace headscope
