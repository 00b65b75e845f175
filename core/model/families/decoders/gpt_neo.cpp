#include "core/model/families/decoders/decoder_families.h"
#include "core/model/families/decoders/decoder_parts.h"

namespace headscope {

namespace {

constexpr std::array<std::string_view, 2> kPrefixes{"transformer.", ""};

// clang-format off
constexpr std::array kStackRows{
    TensorRow{"*wte.weight", places::tokenEmbedding},
    TensorRow{"*wpe.weight", places::positionEmbedding},
    TensorRow{"*h.#.ln_1.weight", places::attentionNormScale},
    TensorRow{"*h.#.ln_1.bias", places::attentionNormShift},
    TensorRow{"*h.#.attn.attention.q_proj.weight", places::queries},
    TensorRow{"*h.#.attn.attention.k_proj.weight", places::keys},
    TensorRow{"*h.#.attn.attention.v_proj.weight", places::values},
    TensorRow{"*h.#.attn.attention.out_proj.weight", places::attentionOutput},
    TensorRow{"*h.#.attn.attention.out_proj.bias", places::attentionOutputBias},
    TensorRow{"*h.#.ln_2.weight", places::mlpNormScale},
    TensorRow{"*h.#.ln_2.bias", places::mlpNormShift},
    TensorRow{"*h.#.mlp.c_fc.weight", places::mlpIn},
    TensorRow{"*h.#.mlp.c_fc.bias", places::mlpInBias},
    TensorRow{"*h.#.mlp.c_proj.weight", places::mlpOut},
    TensorRow{"*h.#.mlp.c_proj.bias", places::mlpOutBias},
    TensorRow{"*ln_f.weight", places::finalNormScale},
    TensorRow{"*ln_f.bias", places::finalNormShift},
};
// clang-format on
constexpr auto kRows = joined(kStackRows, kDecoderOutputRows);

/// `attention_types` names the kinds of the layers, in turns; `attention_layers`, which the reference makes
/// of it, counts where it is absent. Configurations without both alternate.
std::vector<bool> localLayers(const ConfigReader &config, int layers)
{
    const bool hasTypes = config.has({"attention_types"});
    const std::string_view key = hasTypes ? "attention_types" : "attention_layers";
    const std::vector<std::string> kinds = hasTypes ? config.repeatedTexts(key) : config.texts(key);
    if ((hasTypes || !kinds.empty()) && std::ssize(kinds) != layers)
        config.refuse(key, sentence("core", "there should be one for each layer"));
    std::vector<bool> local;
    for (int layer = 0; layer < layers; ++layer) {
        const std::string kind =
            kinds.empty() ? (layer % 2 == 0 ? "global" : "local") : kinds[static_cast<std::size_t>(layer)];
        if (kind != "global" && kind != "local")
            config.refuse(key, sentence("core", "layers are 'global' or 'local'"));
        local.push_back(kind == "local");
    }
    return local;
}

Description describe(const ConfigReader &config, const TensorSource &tensors)
{
    constexpr int kWidest = 1 << 28;
    Description description;
    ModelConfig &model = description.config;
    model.layers = config.count({"num_layers", "num_hidden_layers"});
    model.heads = model.keyValueHeads = config.count({"num_heads", "num_attention_heads"});
    model.width = config.count({"hidden_size"});
    divideWidth(config, "hidden_size", model);
    model.mlpWidth = config.count({"intermediate_size"}, 4 * std::min(model.width, kWidest));
    model.vocabulary = config.count({"vocab_size"});
    model.positions = config.count({"max_position_embeddings"});
    model.normEpsilon = config.number({"layer_norm_epsilon"}, 1e-5F);
    model.activation = activationOf(config, {"activation_function"}, "gelu_new");
    model.attentionBias = false;
    const std::vector<bool> local = localLayers(config, model.layers);
    const int window = config.count({"window_size"}, 256);
    setLayers(model, [&](AttentionSettings &settings, int layer) {
        settings.scoreScale = 1; // scores are not divided by anything
        if (local[static_cast<std::size_t>(layer)])
            settings.reach = windowOf(window);
    });
    describeDecoderOutput(config, tensors, true, description);
    return description;
}

} // namespace

const Family &gptNeoFamily()
{
    static const Family family{"GPT-Neo", "gpt_neo", kPrefixes, kRows, MatrixLayout::OutIn, describe, {}};
    return family;
}

} // namespace headscope
