#include "core/model/families/decoders/decoder_families.h"
#include "core/model/families/decoders/llama_stack.h"

namespace headscope {

namespace {

// clang-format off
constexpr std::array kNormOfEachHeadRows{
    TensorRow{"*layers.#.self_attn.q_layernorm.norms.@.weight", places::queryNormScale, hasQueryKeyNorm},
    TensorRow{"*layers.#.self_attn.k_layernorm.norms.@.weight", places::keyNormScale, hasQueryKeyNorm},
};
constexpr std::array kStarcoder2MlpRows{
    TensorRow{"*layers.#.post_attention_layernorm.weight", places::mlpNormScale},
    TensorRow{"*layers.#.post_attention_layernorm.bias", places::mlpNormShift},
    TensorRow{"*layers.#.mlp.c_fc.weight", places::mlpIn},
    TensorRow{"*layers.#.mlp.c_fc.bias", places::mlpInBias, hasMlpBias},
    TensorRow{"*layers.#.mlp.c_proj.weight", places::mlpOut},
    TensorRow{"*layers.#.mlp.c_proj.bias", places::mlpOutBias, hasMlpBias},
};
// clang-format on
constexpr auto kStableLmRows =
    joined(joined(kLlamaAttentionRows, kNormOfEachHeadRows), joined(kLlamaMlpRows, kDecoderOutputRows));
constexpr auto kStarcoder2Rows = joined(joined(kLlamaStackRows, kStarcoder2MlpRows), kDecoderOutputRows);

Description describeStableLm(const ConfigReader &config, const TensorSource &tensors)
{
    Description description = describeLlamaStack(config, tensors, {.rotary = {.part = 0.25, .isPart = true}});
    ModelConfig &model = description.config;
    model.normKind = NormKind::LayerNorm;
    model.normEpsilon = config.number({"layer_norm_eps"}, 1e-5F);
    model.mlpPlace =
        config.flag({"use_parallel_residual"}, false) ? MlpPlace::SharesNorm : MlpPlace::AfterAttention;
    model.attentionBias = config.flag({"use_qkv_bias"}, false);
    model.attentionOutputBias = model.mlpBias = false;
    if (config.flag({"qk_layernorm"}, false))
        model.queryKeyNorm = QueryKeyNorm::EachHeadItsOwn;
    return description;
}

Description describeStarcoder2(const ConfigReader &config, const TensorSource &tensors)
{
    Description description =
        describeLlamaStack(config, tensors, {.activation = "gelu_pytorch_tanh", .tied = true});
    ModelConfig &model = description.config;
    model.normKind = NormKind::LayerNorm;
    model.normEpsilon = config.number({"norm_epsilon"}, 1e-5F);
    model.gatedMlp = false;
    model.attentionBias = model.attentionOutputBias = model.mlpBias = config.flag({"use_bias"}, true);
    if (config.has({"sliding_window"}))
        slideAllLayers(config.count({"sliding_window"}), model);
    return description;
}

} // namespace

const Family &stableLmFamily()
{
    static const Family family{
        "StableLM", "stablelm", kLlamaPrefixes, kStableLmRows, MatrixLayout::OutIn, describeStableLm, {}};
    return family;
}

const Family &starcoder2Family()
{
    static const Family family{"Starcoder2",
                               "starcoder2",
                               kLlamaPrefixes,
                               kStarcoder2Rows,
                               MatrixLayout::OutIn,
                               describeStarcoder2,
                               {}};
    return family;
}

} // namespace headscope
