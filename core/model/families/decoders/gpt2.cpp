#include "core/model/families/decoders/decoder_families.h"
#include "core/model/families/decoders/decoder_parts.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace headscope {

namespace {

constexpr std::array<std::string_view, 2> kPrefixes{"transformer.", ""};

constexpr TensorRow bias(std::string_view name, const WeightPlace &place)
{
    return {.name = name, .place = place, .mayBeAbsent = true};
}

constexpr std::array kStackRows{
    TensorRow{"*wte.weight", places::tokenEmbedding},
    TensorRow{"*wpe.weight", places::positionEmbedding},
    TensorRow{"*h.#.ln_1.weight", places::attentionNormScale},
    TensorRow{"*h.#.ln_1.bias", places::attentionNormShift},
    TensorRow{"*h.#.attn.c_attn.weight", places::qkv},
    bias("*h.#.attn.c_attn.bias", places::qkvBias),
    TensorRow{"*h.#.attn.c_proj.weight", places::attentionOutput},
    bias("*h.#.attn.c_proj.bias", places::attentionOutputBias),
    TensorRow{"*h.#.ln_2.weight", places::mlpNormScale},
    TensorRow{"*h.#.ln_2.bias", places::mlpNormShift},
    TensorRow{"*h.#.mlp.c_fc.weight", places::mlpIn},
    bias("*h.#.mlp.c_fc.bias", places::mlpInBias),
    TensorRow{"*h.#.mlp.c_proj.weight", places::mlpOut},
    bias("*h.#.mlp.c_proj.bias", places::mlpOutBias),
    TensorRow{"*ln_f.weight", places::finalNormScale},
    TensorRow{"*ln_f.bias", places::finalNormShift},
};
constexpr auto kRows = joined(kStackRows, kDecoderOutputRows);

ModelConfig describeStack(const ConfigReader &config)
{
    ModelConfig model;
    model.layers = config.count({"n_layer", "num_hidden_layers"});
    model.heads = model.keyValueHeads = config.count({"n_head", "num_attention_heads"});
    model.width = config.count({"n_embd", "hidden_size"});
    if (model.width % model.heads != 0)
        config.refuse("n_embd", sentence("core", "it is not a multiple of the number of attention heads"));
    model.headWidth = model.width / model.heads;
    constexpr int widest = 1 << 28;
    model.mlpWidth = config.count({"n_inner", "intermediate_size"}, 4 * std::min(model.width, widest));
    model.positions = config.count({"n_positions", "max_position_embeddings", "n_ctx"});
    model.normKind = NormKind::LayerNorm;
    model.normPlace = NormPlace::BeforeBlock;
    model.normEpsilon = config.number({"layer_norm_epsilon"}, 1e-5F);
    model.activation = activationOf(config, {"activation_function", "hidden_act"}, "gelu_new");
    model.positionScheme = PositionScheme::Learned;
    model.attentionScope = AttentionScope::Causal;
    model.output = OutputKind::NextToken;
    return model;
}

/// Scores may stay undivided; those of layer l may be divided by l + 1 (transformers' GPT2Attention,
/// GPTBigCodeAttention).
void scaleScores(const ConfigReader &config, bool byLayer, ModelConfig &model)
{
    const bool divided = config.flag({"scale_attn_weights"}, true);
    if (divided && !byLayer)
        return;
    const float scale = divided ? 1 / std::sqrt(static_cast<float>(model.headWidth)) : 1;
    setLayers(model, [&](AttentionSettings &settings, int layer) {
        settings.scoreScale = byLayer ? scale / static_cast<float>(layer + 1) : scale;
    });
}

Description describe(const ConfigReader &config, const TensorSource &tensors)
{
    Description description{describeStack(config), {}};
    scaleScores(config, config.flag({"scale_attn_by_inverse_layer_idx"}, false), description.config);
    description.config.vocabulary = config.count({"vocab_size"});
    describeDecoderOutput(config, tensors, true, description);
    return description;
}

/// GPT-2 with one key and one value for all heads, and ordinary matrices.
Description describeBigCode(const ConfigReader &config, const TensorSource &tensors)
{
    if (!config.flag({"multi_query"}, true))
        config.refuse("multi_query",
                      sentence("core", "only the form with one key and one value is supported"));
    Description description = describe(config, tensors);
    ModelConfig &model = description.config;
    model.keyValueHeads = 1;
    model.layerAttention.clear();
    scaleScores(config, false, model);
    model.activation = activationOf(config, {"activation_function"}, "gelu_pytorch_tanh");
    return description;
}

} // namespace

const Family &gptBigCodeFamily()
{
    static const Family family{"GPT-BigCode", "gpt_bigcode",       kPrefixes,
                               kRows,         MatrixLayout::OutIn, describeBigCode};
    return family;
}

const Family &gpt2Family()
{
    static const Family family{"GPT-2", "gpt2", kPrefixes, kRows, MatrixLayout::InOut, describe};
    return family;
}

} // namespace headscope
