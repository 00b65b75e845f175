#include "core/model/families/decoders/decoder_families.h"
#include "core/model/families/decoders/llama_stack.h"

namespace headscope {

namespace {

// clang-format off
constexpr std::array kPhiStackRows{
    TensorRow{"*embed_tokens.weight", places::tokenEmbedding},
    TensorRow{"*layers.#.input_layernorm.weight", places::attentionNormScale},
    TensorRow{"*layers.#.input_layernorm.bias", places::attentionNormShift},
    TensorRow{"*layers.#.self_attn.q_proj.weight", places::queries},
    TensorRow{"*layers.#.self_attn.q_proj.bias", places::queryBias},
    TensorRow{"*layers.#.self_attn.k_proj.weight", places::keys},
    TensorRow{"*layers.#.self_attn.k_proj.bias", places::keyBias},
    TensorRow{"*layers.#.self_attn.v_proj.weight", places::values},
    TensorRow{"*layers.#.self_attn.v_proj.bias", places::valueBias},
    TensorRow{"*layers.#.self_attn.q_layernorm.weight", places::queryNormScale, hasQueryKeyNorm},
    TensorRow{"*layers.#.self_attn.q_layernorm.bias", places::queryNormShift, hasQueryKeyNorm},
    TensorRow{"*layers.#.self_attn.k_layernorm.weight", places::keyNormScale, hasQueryKeyNorm},
    TensorRow{"*layers.#.self_attn.k_layernorm.bias", places::keyNormShift, hasQueryKeyNorm},
    TensorRow{"*layers.#.self_attn.dense.weight", places::attentionOutput},
    TensorRow{"*layers.#.self_attn.dense.bias", places::attentionOutputBias},
    TensorRow{"*layers.#.mlp.fc1.weight", places::mlpIn},
    TensorRow{"*layers.#.mlp.fc1.bias", places::mlpInBias},
    TensorRow{"*layers.#.mlp.fc2.weight", places::mlpOut},
    TensorRow{"*layers.#.mlp.fc2.bias", places::mlpOutBias},
    TensorRow{"*final_layernorm.weight", places::finalNormScale},
    TensorRow{"*final_layernorm.bias", places::finalNormShift},
};

constexpr std::array kPhi3StackRows{
    TensorRow{"*embed_tokens.weight", places::tokenEmbedding},
    TensorRow{"*layers.#.input_layernorm.weight", places::attentionNormScale},
    TensorRow{"*layers.#.self_attn.qkv_proj.weight", places::qkv},
    TensorRow{"*layers.#.self_attn.o_proj.weight", places::attentionOutput},
    TensorRow{"*layers.#.post_attention_layernorm.weight", places::mlpNormScale},
    TensorRow{"*layers.#.mlp.gate_up_proj.weight", places::mlpIn},
    TensorRow{"*layers.#.mlp.down_proj.weight", places::mlpOut},
    TensorRow{"*norm.weight", places::finalNormScale},
};
// clang-format on
constexpr auto kPhiRows = joined(kPhiStackRows, kDecoderOutputRows);
constexpr auto kPhi3Rows = joined(kPhi3StackRows, kDecoderOutputRows);

Description describePhi(const ConfigReader &config, const TensorSource &tensors)
{
    Description description = describeLlamaStack(
        config, tensors, {.activation = "gelu_new", .rotary = {.part = 0.5, .isPart = true}});
    ModelConfig &model = description.config;
    model.normKind = NormKind::LayerNorm;
    model.normEpsilon = config.number({"layer_norm_eps"}, 1e-5F);
    model.mlpPlace = MlpPlace::SharesNorm;
    model.gatedMlp = false;
    model.attentionBias = model.attentionOutputBias = model.mlpBias = true;
    if (config.flag({"qk_layernorm"}, false))
        model.queryKeyNorm = QueryKeyNorm::EachHead;
    model.outputBias = model.output == OutputKind::NextToken;
    return description;
}

Description describePhi3(const ConfigReader &config, const TensorSource &tensors)
{
    Description description = describeLlamaStack(
        config, tensors, {.normEpsilon = 1e-5F, .rotary = {.isPart = true, .trained = 4096}});
    ModelConfig &model = description.config;
    model.attentionBias = model.attentionOutputBias = model.mlpBias = false;
    if (config.has({"sliding_window"}))
        slideAllLayers(config.count({"sliding_window"}), model);
    return description;
}

} // namespace

const Family &phiFamily()
{
    static const Family family{"Phi", "phi", kLlamaPrefixes, kPhiRows, MatrixLayout::OutIn, describePhi, {}};
    return family;
}

const Family &phi3Family()
{
    static const Family family{"Phi-3",      "phi3", kLlamaPrefixes, kPhi3Rows, MatrixLayout::OutIn,
                               describePhi3, {}};
    return family;
}

} // namespace headscope
