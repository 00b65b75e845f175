#include "core/model/families/decoders/decoder_families.h"
#include "core/model/families/decoders/decoder_parts.h"

namespace headscope {

namespace {

constexpr std::array<std::string_view, 2> kPrefixes{"transformer.", ""};
constexpr FileHabits kHabits{.pairs = RotaryPairs::Neighbours};
constexpr FileHabits kCodeGenHabits{.pairs = RotaryPairs::Neighbours, .fused = FusedRows::ByQuarter};

// clang-format off
constexpr std::array kStackRows{
    TensorRow{"*wte.weight", places::tokenEmbedding},
    TensorRow{"*h.#.ln_1.weight", places::attentionNormScale},
    TensorRow{"*h.#.ln_1.bias", places::attentionNormShift},
    TensorRow{"*h.#.attn.out_proj.weight", places::attentionOutput},
    TensorRow{"*h.#.mlp.fc_in.weight", places::mlpIn},
    TensorRow{"*h.#.mlp.fc_in.bias", places::mlpInBias},
    TensorRow{"*h.#.mlp.fc_out.weight", places::mlpOut},
    TensorRow{"*h.#.mlp.fc_out.bias", places::mlpOutBias},
    TensorRow{"*ln_f.weight", places::finalNormScale},
    TensorRow{"*ln_f.bias", places::finalNormShift},
};
// clang-format on
constexpr std::array kProjectionRows{
    TensorRow{"*h.#.attn.q_proj.weight", places::queries},
    TensorRow{"*h.#.attn.k_proj.weight", places::keys},
    TensorRow{"*h.#.attn.v_proj.weight", places::values},
};
constexpr std::array kFusedRows{
    TensorRow{"*h.#.attn.qkv_proj.weight", places::qkv},
};
constexpr auto kSharedRows = joined(kStackRows, kDecoderOutputRows);
constexpr auto kRows = joined(kSharedRows, kProjectionRows);
constexpr auto kCodeGenRows = joined(kSharedRows, kFusedRows);

Description describe(const ConfigReader &config, const TensorSource &tensors)
{
    constexpr int kWidest = 1 << 28;
    Description description;
    ModelConfig &model = description.config;
    model.layers = config.count({"n_layer", "num_hidden_layers"});
    model.heads = model.keyValueHeads = config.count({"n_head", "num_attention_heads"});
    model.width = config.count({"n_embd", "hidden_size"});
    divideWidth(config, "n_embd", model);
    model.mlpWidth = config.count({"n_inner", "intermediate_size"}, 4 * std::min(model.width, kWidest));
    model.vocabulary = config.count({"vocab_size"});
    model.positions = config.count({"n_positions", "max_position_embeddings"});
    model.mlpPlace = MlpPlace::SharesNorm;
    model.normEpsilon = config.number({"layer_norm_epsilon"}, 1e-5F);
    model.activation = activationOf(config, {"activation_function"}, "gelu_new");
    model.attentionBias = model.attentionOutputBias = false;
    model.positionScheme = PositionScheme::Rotary;
    const int turned = config.isNull("rotary_dim") ? model.headWidth : config.count({"rotary_dim"}, 64);
    if (turned > model.headWidth || turned % 2 != 0)
        config.refuse("rotary_dim",
                      sentence("core", "it should be even and not more than the width of a head"));
    model.rotary = {rotaryTable(10000.0F, turned)};
    describeDecoderOutput(config, tensors, false, description);
    model.outputBias = model.output == OutputKind::NextToken;
    return description;
}

/// GPT-J whose projections are interleaved by quarters of the heads.
Description describeCodeGen(const ConfigReader &config, const TensorSource &tensors)
{
    Description description = describe(config, tensors);
    if (description.config.heads % 4 != 0)
        config.refuse("n_head", sentence("core", "a multiple of 4 is expected"));
    return description;
}

} // namespace

const Family &codeGenFamily()
{
    static const Family family{"CodeGen",           "codegen",       kPrefixes,     kCodeGenRows,
                               MatrixLayout::OutIn, describeCodeGen, kCodeGenHabits};
    return family;
}

const Family &gptJFamily()
{
    static const Family family{"GPT-J", "gptj", kPrefixes, kRows, MatrixLayout::OutIn, describe, kHabits};
    return family;
}

} // namespace headscope
