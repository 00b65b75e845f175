#pragma once

#include "core/model/families/decoders/decoder_parts.h"
#include "core/model/families/rotary_reader.h"

namespace headscope {

/// What a GGUF's keys do not say because its architecture's name does.
struct GgufTraits {
    NormKind normKind = NormKind::RmsNorm;
    Activation activation = Activation::Silu;
    bool gatedMlp = true;
    PositionScheme positions = PositionScheme::Rotary;
};

/// What all architectures spell alike; biases and the tied output are seen by their tensors. Throws LoadError
/// for what would be computed wrongly.
[[nodiscard]] Description describeGgufStack(const ConfigReader &config, const TensorSource &tensors,
                                            const GgufTraits &traits);

/// Where a file has norms of queries and keys, each head has a scale of its own.
void normEachHead(const TensorSource &tensors, ModelConfig &model);

namespace gguf {

using Describe = Description (*)(const ConfigReader &, const TensorSource &);

inline constexpr std::array<std::string_view, 1> kNoPrefix{""};
/// Converters permute the rows of queries and keys so that rotary pairs are neighbours.
inline constexpr FileHabits kNeighbours{.pairs = RotaryPairs::Neighbours};

/// An architecture whose name adds nothing to the keys.
[[nodiscard]] inline Description describePlain(const ConfigReader &config, const TensorSource &tensors)
{
    return describeGgufStack(config, tensors, {});
}

/// A row of the table of GGUF decoders: none of their names has a prefix.
[[nodiscard]] inline Family family(std::string_view name, std::string_view architecture,
                                   std::span<const TensorRow> rows, Describe describe,
                                   const FileHabits &habits = {})
{
    return {name, architecture, kNoPrefix, rows, MatrixLayout::OutIn, describe, habits};
}

[[nodiscard]] inline bool normsUpdates(const ModelConfig &c)
{
    return c.normsUpdate();
}
[[nodiscard]] inline bool hasAttentionNormShift(const ModelConfig &c)
{
    return c.normsInput() && hasShifts(c);
}
[[nodiscard]] inline bool isPlain(const ModelConfig &c)
{
    return !c.gatedMlp;
}
[[nodiscard]] inline bool hasGateBias(const ModelConfig &c)
{
    return c.gatedMlp && c.mlpBias;
}
[[nodiscard]] inline bool hasPlainBias(const ModelConfig &c)
{
    return !c.gatedMlp && c.mlpBias;
}
[[nodiscard]] inline bool hasTwoNorms(const ModelConfig &c)
{
    return c.mlpPlace == MlpPlace::BesideAttention;
}
[[nodiscard]] inline bool hasOneNorm(const ModelConfig &c)
{
    return !hasTwoNorms(c);
}

// clang-format off
inline constexpr std::array kFrame{
    TensorRow{"token_embd.weight", places::tokenEmbedding},
    TensorRow{"output_norm.weight", places::finalNormScale},
    TensorRow{"output_norm.bias", places::finalNormShift, hasShifts},
    TensorRow{"output.weight", places::output, hasOwnOutput},
    TensorRow{"output.bias", places::outputBias, hasOutputBias},
};
inline constexpr std::array kAttentionNorm{
    TensorRow{"blk.#.attn_norm.weight", places::attentionNormScale, normsInputs},
    TensorRow{"blk.#.attn_norm.bias", places::attentionNormShift, hasAttentionNormShift},
};
inline constexpr std::array kAttention{
    TensorRow{"blk.#.attn_q.weight", places::queries},
    TensorRow{"blk.#.attn_q.bias", places::queryBias, hasAttentionBias},
    TensorRow{"blk.#.attn_k.weight", places::keys},
    TensorRow{"blk.#.attn_k.bias", places::keyBias, hasAttentionBias},
    TensorRow{"blk.#.attn_v.weight", places::values},
    TensorRow{"blk.#.attn_v.bias", places::valueBias, hasAttentionBias},
    TensorRow{"blk.#.attn_q_norm.weight", places::queryNormScale, hasQueryKeyNorm},
    TensorRow{"blk.#.attn_k_norm.weight", places::keyNormScale, hasQueryKeyNorm},
};
inline constexpr std::array kFusedAttention{
    TensorRow{"blk.#.attn_qkv.weight", places::qkv},
    TensorRow{"blk.#.attn_qkv.bias", places::qkvBias, hasAttentionBias},
};
inline constexpr std::array kUpdates{
    TensorRow{"blk.#.attn_output.weight", places::attentionOutput},
    TensorRow{"blk.#.attn_output.bias", places::attentionOutputBias, hasAttentionOutputBias},
    TensorRow{"blk.#.post_attention_norm.weight", places::attentionUpdateNormScale, normsUpdates},
    TensorRow{"blk.#.ffn_down.weight", places::mlpOut},
    TensorRow{"blk.#.ffn_down.bias", places::mlpOutBias, hasMlpBias},
    TensorRow{"blk.#.post_ffw_norm.weight", places::mlpUpdateNormScale, normsUpdates},
};
inline constexpr std::array kMlpNorm{
    TensorRow{"blk.#.ffn_norm.weight", places::mlpNormScale, hasMlpNorm},
    TensorRow{"blk.#.ffn_norm.bias", places::mlpNormShift, hasMlpNormShift},
};
inline constexpr std::array kMlp{
    TensorRow{"blk.#.ffn_gate.weight", places::gate, isGated},
    TensorRow{"blk.#.ffn_gate.bias", places::gateBias, hasGateBias},
    TensorRow{"blk.#.ffn_up.weight", places::up, isGated},
    TensorRow{"blk.#.ffn_up.bias", places::upBias, hasGateBias},
    TensorRow{"blk.#.ffn_up.weight", places::mlpIn, isPlain},
    TensorRow{"blk.#.ffn_up.bias", places::mlpInBias, hasPlainBias},
};
/// Gate and up projection in one matrix.
inline constexpr std::array kFusedMlp{
    TensorRow{"blk.#.ffn_up.weight", places::mlpIn},
};
inline constexpr std::array kPositions{
    TensorRow{"position_embd.weight", places::positionEmbedding},
};
inline constexpr std::array kEmbeddingNorm{
    TensorRow{"token_embd_norm.weight", places::embeddingNormScale},
    TensorRow{"token_embd_norm.bias", places::embeddingNormShift},
};
/// Seed-OSS calls the norm of what enters its MLP as others call that of attention's update.
inline constexpr std::array kPostAttentionNorm{
    TensorRow{"blk.#.post_attention_norm.weight", places::mlpNormScale},
};
/// Falcon: with two norms, the second name is attention's and the first the MLP's.
inline constexpr std::array kFalconNorms{
    TensorRow{"blk.#.attn_norm.weight", places::attentionNormScale, hasOneNorm},
    TensorRow{"blk.#.attn_norm.bias", places::attentionNormShift, hasOneNorm},
    TensorRow{"blk.#.attn_norm_2.weight", places::attentionNormScale, hasTwoNorms},
    TensorRow{"blk.#.attn_norm_2.bias", places::attentionNormShift, hasTwoNorms},
    TensorRow{"blk.#.attn_norm.weight", places::mlpNormScale, hasTwoNorms},
    TensorRow{"blk.#.attn_norm.bias", places::mlpNormShift, hasTwoNorms},
};
// clang-format on

inline constexpr auto kShared = joined(kFrame, kUpdates);
inline constexpr auto kNormed = joined(joined(kShared, kAttentionNorm), kMlpNorm);
inline constexpr auto kRows = joined(joined(kNormed, kAttention), kMlp);
inline constexpr auto kFusedRows = joined(joined(kNormed, kFusedAttention), kMlp);
inline constexpr auto kGpt2Rows = joined(kFusedRows, kPositions);
inline constexpr auto kBloomRows = joined(kFusedRows, kEmbeddingNorm);
inline constexpr auto kPhi3Rows = joined(joined(kNormed, kFusedAttention), kFusedMlp);
inline constexpr auto kSeedRows =
    joined(joined(joined(joined(kShared, kAttentionNorm), kPostAttentionNorm), kAttention), kMlp);
inline constexpr auto kFalconRows = joined(joined(joined(kShared, kFalconNorms), kFusedAttention), kMlp);

} // namespace gguf

} // namespace headscope
