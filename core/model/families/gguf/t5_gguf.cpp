#include "core/model/families/family.h"
#include "core/model/families/gguf/gguf_stack.h"

#include <array>
#include <cmath>

namespace headscope {

namespace {

constexpr std::array<std::string_view, 1> kNoPrefix{""};

using gguf::isPlain;

// clang-format off
constexpr std::array kStackRows{
    TensorRow{"token_embd.weight", places::tokenEmbedding},
    TensorRow{"enc.blk.#.attn_norm.weight", places::attentionNormScale},
    TensorRow{"enc.blk.#.attn_q.weight", places::queries},
    TensorRow{"enc.blk.#.attn_k.weight", places::keys},
    TensorRow{"enc.blk.#.attn_v.weight", places::values},
    TensorRow{"enc.blk.#.attn_o.weight", places::attentionOutput},
    TensorRow{"enc.blk.#.ffn_norm.weight", places::mlpNormScale},
    TensorRow{"enc.blk.#.ffn_up.weight", places::mlpIn, isPlain},
    TensorRow{"enc.blk.#.ffn_gate.weight", places::gate, isGated},
    TensorRow{"enc.blk.#.ffn_up.weight", places::up, isGated},
    TensorRow{"enc.blk.#.ffn_down.weight", places::mlpOut},
    TensorRow{"enc.output_norm.weight", places::finalNormScale},

    inDecoder({"dec.blk.#.attn_norm.weight", places::attentionNormScale}),
    inDecoder({"dec.blk.#.attn_q.weight", places::queries}),
    inDecoder({"dec.blk.#.attn_k.weight", places::keys}),
    inDecoder({"dec.blk.#.attn_v.weight", places::values}),
    inDecoder({"dec.blk.#.attn_o.weight", places::attentionOutput}),
    inDecoder({"dec.blk.#.cross_attn_norm.weight", places::crossNormScale}),
    inDecoder({"dec.blk.#.cross_attn_q.weight", places::crossQueries}),
    inDecoder({"dec.blk.#.cross_attn_k.weight", places::crossKeys}),
    inDecoder({"dec.blk.#.cross_attn_v.weight", places::crossValues}),
    inDecoder({"dec.blk.#.cross_attn_o.weight", places::crossOutput}),
    inDecoder({"dec.blk.#.ffn_norm.weight", places::mlpNormScale}),
    inDecoder({"dec.blk.#.ffn_up.weight", places::mlpIn, isPlain}),
    inDecoder({"dec.blk.#.ffn_gate.weight", places::gate, isGated}),
    inDecoder({"dec.blk.#.ffn_up.weight", places::up, isGated}),
    inDecoder({"dec.blk.#.ffn_down.weight", places::mlpOut}),
    inDecoder({"dec.output_norm.weight", places::finalNormScale}),
    inDecoder({"output.weight", places::output, hasOwnOutput}),
};
constexpr std::array kBiasRows{
    TensorRow{"enc.blk.0.attn_rel_b.weight", places::relativeBias},
    inDecoder({"dec.blk.0.attn_rel_b.weight", places::relativeBias}),
};
constexpr std::array kBiasesOfLayersRows{
    TensorRow{"enc.blk.#.attn_rel_b.weight", places::relativeBiasOfLayer},
    inDecoder({"dec.blk.#.attn_rel_b.weight", places::relativeBiasOfLayer}),
};
// clang-format on
constexpr auto kT5Rows = joined(kStackRows, kBiasRows);
constexpr auto kUmt5Rows = joined(kStackRows, kBiasesOfLayersRows);

/// What a file does not say its architecture's name does: distances, activations, and where a text ends.
Description describe(const ConfigReader &config, const TensorSource &tensors)
{
    constexpr int kReach = 128, kEnd = 1;
    ModelConfig model;
    DecoderConfig &decoder = model.decoder.emplace();
    model.layers = config.count({"block_count"});
    decoder.layers = config.count({"decoder_block_count"}, model.layers);
    model.heads = model.keyValueHeads = decoder.heads = config.count({"attention.head_count"});
    model.width = config.count({"embedding_length"});
    model.headWidth = decoder.headWidth = config.count({"attention.key_length"});
    model.mlpWidth = decoder.mlpWidth = config.count({"feed_forward_length"});
    model.vocabulary = decoder.vocabulary =
        config.count({"vocab_size"}, embeddingRows(config, tensors, "token_embd.weight"));
    model.positions = kUnlimitedPositions;
    model.relativeBuckets = config.count({"attention.relative_buckets_count"}, 32);
    model.relativeReach = kReach;
    model.normKind = NormKind::RmsNorm;
    model.normEpsilon =
        config.number({"attention.layer_norm_rms_epsilon", "attention.layer_norm_epsilon"}, 1e-6F);
    model.gatedMlp = tensors.find("enc.blk.0.ffn_gate.weight") != nullptr;
    model.activation = model.gatedMlp ? Activation::GeluTanh : Activation::Relu;
    model.attentionBias = model.attentionOutputBias = model.mlpBias = false;
    model.positionScheme = PositionScheme::None;
    model.scoreScale = 1;
    model.attentionScope = AttentionScope::Bidirectional;
    model.output = OutputKind::Seq2Seq;
    model.tiedOutput = tensors.find("output.weight") == nullptr;
    if (model.tiedOutput)
        model.outputScale = 1 / std::sqrt(static_cast<float>(model.width));
    decoder.generation.startToken = config.index({"decoder_start_token_id"}, 0);
    decoder.generation.endTokens = {kEnd};
    return {std::move(model), {}};
}

Description describeUmt5(const ConfigReader &config, const TensorSource &tensors)
{
    Description description = describe(config, tensors);
    description.config.relativeBiasOfLayers = true;
    return description;
}

} // namespace

std::span<const Family> ggufEncoderDecoders()
{
    static const std::array families{
        withMarker("enc.blk.1.attn_rel_b.weight",
                   {"UMT5", "t5", kNoPrefix, kUmt5Rows, MatrixLayout::OutIn, describeUmt5}),
        Family{"T5", "t5", kNoPrefix, kT5Rows, MatrixLayout::OutIn, describe},
    };
    return families;
}

} // namespace headscope
