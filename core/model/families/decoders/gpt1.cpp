#include "core/model/families/decoders/decoder_families.h"
#include "core/model/families/decoders/decoder_parts.h"

#include <algorithm>

namespace headscope {

namespace {

constexpr std::array<std::string_view, 2> kPrefixes{"transformer.", ""};

// clang-format off
constexpr std::array kStackRows{
    TensorRow{"*tokens_embed.weight", places::tokenEmbedding},
    TensorRow{"*positions_embed.weight", places::positionEmbedding},
    TensorRow{"*h.#.attn.c_attn.weight", places::qkv},
    TensorRow{"*h.#.attn.c_attn.bias", places::qkvBias},
    TensorRow{"*h.#.attn.c_proj.weight", places::attentionOutput},
    TensorRow{"*h.#.attn.c_proj.bias", places::attentionOutputBias},
    TensorRow{"*h.#.ln_1.weight", places::attentionNormScale},
    TensorRow{"*h.#.ln_1.bias", places::attentionNormShift},
    TensorRow{"*h.#.mlp.c_fc.weight", places::mlpIn},
    TensorRow{"*h.#.mlp.c_fc.bias", places::mlpInBias},
    TensorRow{"*h.#.mlp.c_proj.weight", places::mlpOut},
    TensorRow{"*h.#.mlp.c_proj.bias", places::mlpOutBias},
    TensorRow{"*h.#.ln_2.weight", places::mlpNormScale},
    TensorRow{"*h.#.ln_2.bias", places::mlpNormShift},
};
// clang-format on
constexpr auto kRows = joined(kStackRows, kDecoderOutputRows);

Description describe(const ConfigReader &config, const TensorSource &tensors)
{
    constexpr int kWidest = 1 << 22;
    Description description;
    ModelConfig &model = description.config;
    model.layers = config.count({"n_layer", "num_hidden_layers"});
    model.heads = model.keyValueHeads = config.count({"n_head", "num_attention_heads"});
    model.width = config.count({"n_embd", "hidden_size"});
    divideWidth(config, "n_embd", model);
    model.mlpWidth = 4 * std::min(model.width, kWidest);
    model.vocabulary = config.count({"vocab_size"});
    model.positions = config.count({"n_positions", "max_position_embeddings"});
    model.normPlace = NormPlace::AfterBlock;
    model.normEpsilon = config.number({"layer_norm_epsilon"}, 1e-5F);
    const bool isGelu = config.text({"afn"}, "gelu") == "gelu"; // the name of the approximation here
    model.activation = isGelu ? Activation::GeluTanh : activationOf(config, {"afn"}, "gelu_new");
    describeDecoderOutput(config, tensors, true, description);
    return description;
}

} // namespace

const Family &gpt1Family()
{
    static const Family family{"GPT-1", "openai-gpt", kPrefixes, kRows, MatrixLayout::InOut, describe};
    return family;
}

} // namespace headscope
