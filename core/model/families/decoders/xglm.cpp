#include "core/model/families/decoders/decoder_families.h"
#include "core/model/families/decoders/decoder_parts.h"

#include <cmath>

namespace headscope {

namespace {

constexpr std::array<std::string_view, 2> kPrefixes{"model.", ""};

// clang-format off
constexpr std::array kStackRows{
    TensorRow{"*embed_tokens.weight", places::tokenEmbedding},
    TensorRow{"*layers.#.self_attn_layer_norm.weight", places::attentionNormScale},
    TensorRow{"*layers.#.self_attn_layer_norm.bias", places::attentionNormShift},
    TensorRow{"*layers.#.self_attn.q_proj.weight", places::queries},
    TensorRow{"*layers.#.self_attn.q_proj.bias", places::queryBias},
    TensorRow{"*layers.#.self_attn.k_proj.weight", places::keys},
    TensorRow{"*layers.#.self_attn.k_proj.bias", places::keyBias},
    TensorRow{"*layers.#.self_attn.v_proj.weight", places::values},
    TensorRow{"*layers.#.self_attn.v_proj.bias", places::valueBias},
    TensorRow{"*layers.#.self_attn.out_proj.weight", places::attentionOutput},
    TensorRow{"*layers.#.self_attn.out_proj.bias", places::attentionOutputBias},
    TensorRow{"*layers.#.final_layer_norm.weight", places::mlpNormScale},
    TensorRow{"*layers.#.final_layer_norm.bias", places::mlpNormShift},
    TensorRow{"*layers.#.fc1.weight", places::mlpIn},
    TensorRow{"*layers.#.fc1.bias", places::mlpInBias},
    TensorRow{"*layers.#.fc2.weight", places::mlpOut},
    TensorRow{"*layers.#.fc2.bias", places::mlpOutBias},
    TensorRow{"*layer_norm.weight", places::finalNormScale},
    TensorRow{"*layer_norm.bias", places::finalNormShift},
};
// clang-format on
constexpr auto kRows = joined(kStackRows, kDecoderOutputRows);

Description describe(const ConfigReader &config, const TensorSource &tensors)
{
    Description description;
    ModelConfig &model = description.config;
    model.layers = config.count({"num_layers", "num_hidden_layers"});
    model.heads = model.keyValueHeads = config.count({"attention_heads", "num_attention_heads"});
    model.width = config.count({"d_model", "hidden_size"});
    divideWidth(config, "d_model", model);
    model.mlpWidth = config.count({"ffn_dim"});
    model.vocabulary = config.count({"vocab_size"});
    model.positions = config.count({"max_position_embeddings"});
    model.positionScheme = PositionScheme::Sinusoids;
    model.sinusoidsReachEnd = true;
    model.firstPosition = 2;
    if (config.flag({"scale_embedding"}, true))
        model.embeddingScale = std::sqrt(static_cast<float>(model.width));
    model.activation = activationOf(config, {"activation_function"}, "gelu");
    describeDecoderOutput(config, tensors, true, description);
    return description;
}

} // namespace

const Family &xglmFamily()
{
    static const Family family{"XGLM", "xglm", kPrefixes, kRows, MatrixLayout::OutIn, describe};
    return family;
}

} // namespace headscope
