#include "core/model/families/decoders/decoder_families.h"
#include "core/model/families/decoders/decoder_parts.h"

namespace headscope {

namespace {

constexpr std::array<std::string_view, 4> kPrefixes{"model.decoder.", "decoder.", "model.", ""};

bool hasFinalNorm(const ModelConfig &config)
{
    return config.normPlace == NormPlace::BeforeBlock && config.finalNorm;
}

bool isProjected(const ModelConfig &config)
{
    return config.embeddingWidth > 0;
}

// clang-format off
constexpr std::array kStackRows{
    TensorRow{"*embed_tokens.weight", places::tokenEmbedding},
    TensorRow{"*embed_positions.weight", places::positionEmbedding},
    TensorRow{"*project_in.weight", places::embeddingProjection, isProjected},
    TensorRow{"*layers.#.self_attn_layer_norm.weight", places::attentionNormScale},
    TensorRow{"*layers.#.self_attn_layer_norm.bias", places::attentionNormShift},
    TensorRow{"*layers.#.self_attn.q_proj.weight", places::queries},
    TensorRow{"*layers.#.self_attn.q_proj.bias", places::queryBias, hasAttentionBias},
    TensorRow{"*layers.#.self_attn.k_proj.weight", places::keys},
    TensorRow{"*layers.#.self_attn.k_proj.bias", places::keyBias, hasAttentionBias},
    TensorRow{"*layers.#.self_attn.v_proj.weight", places::values},
    TensorRow{"*layers.#.self_attn.v_proj.bias", places::valueBias, hasAttentionBias},
    TensorRow{"*layers.#.self_attn.out_proj.weight", places::attentionOutput},
    TensorRow{"*layers.#.self_attn.out_proj.bias", places::attentionOutputBias, hasAttentionOutputBias},
    TensorRow{"*layers.#.final_layer_norm.weight", places::mlpNormScale},
    TensorRow{"*layers.#.final_layer_norm.bias", places::mlpNormShift},
    TensorRow{"*layers.#.fc1.weight", places::mlpIn},
    TensorRow{"*layers.#.fc1.bias", places::mlpInBias, hasMlpBias},
    TensorRow{"*layers.#.fc2.weight", places::mlpOut},
    TensorRow{"*layers.#.fc2.bias", places::mlpOutBias, hasMlpBias},
    TensorRow{"*final_layer_norm.weight", places::finalNormScale, hasFinalNorm},
    TensorRow{"*final_layer_norm.bias", places::finalNormShift, hasFinalNorm},
    TensorRow{"*project_out.weight", places::outputTransform, isProjected},
};
// clang-format on
constexpr auto kRows = joined(kStackRows, kDecoderOutputRows);

Description describe(const ConfigReader &config, const TensorSource &tensors)
{
    if (!config.flag({"layer_norm_elementwise_affine"}, true))
        config.refuse("layer_norm_elementwise_affine",
                      sentence("core", "norms without a scale are not supported"));
    Description description;
    ModelConfig &model = description.config;
    model.layers = config.count({"num_hidden_layers"});
    model.heads = model.keyValueHeads = config.count({"num_attention_heads"});
    model.width = config.count({"hidden_size"});
    divideWidth(config, "hidden_size", model);
    model.mlpWidth = config.count({"ffn_dim"});
    model.vocabulary = config.count({"vocab_size"});
    model.positions = config.count({"max_position_embeddings"});
    model.firstPosition = 2;
    const int tokenWidth = config.count({"word_embed_proj_dim"}, model.width);
    model.embeddingWidth = tokenWidth == model.width ? 0 : tokenWidth;
    model.positionsJoinProjection = model.embeddingWidth > 0;
    model.normPlace =
        config.flag({"do_layer_norm_before"}, true) ? NormPlace::BeforeBlock : NormPlace::AfterBlock;
    model.finalNorm = !config.flag({"_remove_final_layer_norm"}, false);
    model.activation = activationOf(config, {"activation_function"}, "relu");
    model.attentionBias = model.attentionOutputBias = model.mlpBias = config.flag({"enable_bias"}, true);
    describeDecoderOutput(config, tensors, true, description);
    return description;
}

} // namespace

const Family &optFamily()
{
    static const Family family{"OPT", "opt", kPrefixes, kRows, MatrixLayout::OutIn, describe, {}};
    return family;
}

} // namespace headscope
