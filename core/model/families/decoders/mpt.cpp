#include "core/model/families/decoders/decoder_families.h"
#include "core/model/families/decoders/decoder_parts.h"

namespace headscope {

namespace {

constexpr std::array<std::string_view, 2> kPrefixes{"transformer.", ""};

constexpr std::array kStackRows{
    TensorRow{"*wte.weight", places::tokenEmbedding},
    TensorRow{"*blocks.#.norm_1.weight", places::attentionNormScale},
    TensorRow{"*blocks.#.attn.Wqkv.weight", places::qkv},
    TensorRow{"*blocks.#.attn.out_proj.weight", places::attentionOutput},
    TensorRow{"*blocks.#.norm_2.weight", places::mlpNormScale},
    TensorRow{"*blocks.#.ffn.up_proj.weight", places::mlpIn},
    TensorRow{"*blocks.#.ffn.down_proj.weight", places::mlpOut},
    TensorRow{"*norm_f.weight", places::finalNormScale},
};
constexpr auto kRows = joined(kStackRows, kDecoderOutputRows);

/// What MPT's attention can be told and this one cannot do.
void refuseOtherAttention(const ConfigReader &config)
{
    const auto attention = config.object("attn_config");
    if (!attention)
        return;
    if (!attention->flag({"alibi"}, true))
        attention->refuse("alibi", sentence("core", "only the form with biases of positions is supported"));
    if (attention->number({"alibi_bias_max"}, 8.0F) != 8.0F)
        attention->refuse("alibi_bias_max", sentence("core", "only 8 is supported"));
    for (const std::string_view key : {"qk_ln", "prefix_lm", "softmax_scale"})
        if (attention->isSet(key))
            attention->refuse(key, sentence("core", "this is not supported"));
}

Description describe(const ConfigReader &config, const TensorSource &tensors)
{
    refuseOtherAttention(config);
    if (config.isSet("logit_scale"))
        config.refuse("logit_scale", sentence("core", "scaled logits of this family are not supported"));
    if (!config.flag({"no_bias"}, true))
        config.refuse("no_bias", sentence("core", "only the form without biases is supported"));
    Description description;
    ModelConfig &model = description.config;
    model.layers = config.count({"n_layers", "num_hidden_layers"});
    model.heads = model.keyValueHeads = config.count({"n_heads", "num_attention_heads"});
    model.width = config.count({"d_model", "hidden_size"});
    divideWidth(config, "d_model", model);
    constexpr int kWidest = 1 << 24, kMostTimes = 64;
    const int times = config.count({"expansion_ratio"}, 4);
    if (times > kMostTimes)
        config.refuse("expansion_ratio", sentence("core", "no MLP is that much wider than the model"));
    model.mlpWidth = times * std::min(model.width, kWidest);
    model.vocabulary = config.count({"vocab_size"});
    model.positions = config.count({"max_seq_len"}, 2048);
    model.normShift = false;
    model.normEpsilon = config.number({"layer_norm_epsilon"}, 1e-5F);
    model.activation = Activation::Gelu;
    model.attentionBias = model.attentionOutputBias = model.mlpBias = false;
    model.positionScheme = PositionScheme::LinearBias;
    model.linearBias.slopes = linearBiasSlopes(model.heads);
    if (const auto attention = config.object("attn_config"))
        model.qkvLimit = attention->number({"clip_qkv"}, 0.0F);
    describeDecoderOutput(config, tensors, true, description);
    return description;
}

} // namespace

const Family &mptFamily()
{
    static const Family family{"MPT", "mpt", kPrefixes, kRows, MatrixLayout::OutIn, describe};
    return family;
}

} // namespace headscope
