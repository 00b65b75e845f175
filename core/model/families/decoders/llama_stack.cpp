#include "core/model/families/decoders/llama_stack.h"

namespace headscope {

namespace {

int headWidthOf(const ConfigReader &config, const LlamaDefaults &defaults, const ModelConfig &model)
{
    if (config.has({"head_dim"}))
        return config.count({"head_dim"});
    if (defaults.headWidth > 0)
        return defaults.headWidth;
    if (model.width % model.heads != 0)
        config.refuse("hidden_size",
                      sentence("core", "it is not a multiple of the number of attention heads"));
    return model.width / model.heads;
}

std::optional<int> orMissing(int value)
{
    return value > 0 ? std::optional(value) : std::nullopt;
}

} // namespace

Description describeLlamaLayers(const ConfigReader &config, const LlamaDefaults &defaults)
{
    Description description;
    ModelConfig &model = description.config;
    model.layers = config.count({"num_hidden_layers", "n_layer"});
    model.heads = config.count({"num_attention_heads", "n_head"}, orMissing(defaults.heads));
    model.keyValueHeads = config.count({"num_key_value_heads"},
                                       defaults.keyValueHeads > 0 ? defaults.keyValueHeads : model.heads);
    model.width = config.count({"hidden_size", "n_embd"});
    model.headWidth = headWidthOf(config, defaults, model);
    model.mlpWidth = config.count({"intermediate_size"});
    model.vocabulary = config.count({"vocab_size"});
    model.positions = config.count({"max_position_embeddings"}, 2048);
    model.normKind = NormKind::RmsNorm;
    model.normEpsilon = config.number({"rms_norm_eps"}, defaults.normEpsilon);
    model.activation = activationOf(config, {"hidden_activation", "hidden_act"}, defaults.activation);
    model.gatedMlp = true;
    model.attentionBias = model.attentionOutputBias = config.flag({"attention_bias"}, false);
    model.mlpBias = config.flag({"mlp_bias"}, false);
    model.positionScheme = PositionScheme::Rotary;
    model.attentionScope = AttentionScope::Causal;
    model.rotary = {readRotary(config, description, defaults.rotary)};
    return description;
}

Description describeLlamaStack(const ConfigReader &config, const TensorSource &tensors,
                               const LlamaDefaults &defaults)
{
    Description description = describeLlamaLayers(config, defaults);
    describeDecoderOutput(config, tensors, defaults.tied, description);
    return description;
}

} // namespace headscope
