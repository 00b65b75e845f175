#include "core/model/families/gguf/gguf_stack.h"

namespace headscope {

namespace {

bool holds(const TensorSource &tensors, std::string_view name)
{
    return tensors.find(name) != nullptr;
}

/// A number of heads, or one for each layer.
struct HeadCounts {
    int largest = 0;
    std::vector<int> ofLayers; ///< empty when all are alike
    [[nodiscard]] int of(int layer) const
    {
        return ofLayers.empty() ? largest : ofLayers[static_cast<std::size_t>(layer)];
    }
};

HeadCounts headCounts(const ConfigReader &config, std::string_view key, int layers, int fallback)
{
    if (!config.isList(key))
        return {fallback > 0 ? config.count({key}, fallback) : config.count({key}), {}};
    HeadCounts counts{0, config.indices(key)};
    if (std::ssize(counts.ofLayers) != layers)
        config.refuse(
            key, sentence("core", "there should be one number, or one for each of %1 layers").with(layers));
    counts.largest = std::ranges::max(counts.ofLayers);
    return counts;
}

int headWidthOf(const ConfigReader &config, const ModelConfig &model)
{
    const bool isSaid = config.has({"attention.key_length"});
    if (!isSaid && (model.heads < 1 || model.width % model.heads != 0))
        config.refuse("embedding_length",
                      sentence("core", "it is not a multiple of the number of attention heads"));
    const int width = isSaid ? config.count({"attention.key_length"}) : model.width / model.heads;
    if (config.count({"attention.value_length"}, width) != width)
        config.refuse("attention.value_length",
                      sentence("core", "values of another width than keys are not supported"));
    return width;
}

void setHeads(const HeadCounts &heads, const HeadCounts &keyValueHeads, ModelConfig &model)
{
    if (heads.ofLayers.empty() && keyValueHeads.ofLayers.empty())
        return;
    setLayers(model, [&](AttentionSettings &settings, int layer) {
        settings.heads = heads.of(layer);
        settings.keyValueHeads = keyValueHeads.of(layer);
        settings.hasAttention = settings.heads > 0 && settings.keyValueHeads > 0;
    });
}

} // namespace

Description describeGgufStack(const ConfigReader &config, const TensorSource &tensors,
                              const GgufTraits &traits)
{
    Description description;
    ModelConfig &model = description.config;
    model.layers = config.count({"block_count"});
    const HeadCounts heads = headCounts(config, "attention.head_count", model.layers, 0);
    const HeadCounts keyValueHeads =
        headCounts(config, "attention.head_count_kv", model.layers, heads.largest);
    model.heads = heads.largest;
    model.keyValueHeads = keyValueHeads.largest;
    model.width = config.count({"embedding_length"});
    model.headWidth = headWidthOf(config, model);
    model.mlpWidth = config.count({"feed_forward_length"});
    model.positions = config.count({"context_length"}, 2048);
    model.vocabulary = config.count({"vocab_size"}, embeddingRows(config, tensors, "token_embd.weight"));
    model.normKind = traits.normKind;
    model.normEpsilon =
        config.number({"attention.layer_norm_rms_epsilon", "attention.layer_norm_epsilon"}, 1e-5F);
    model.activation = traits.activation;
    model.gatedMlp = traits.gatedMlp;
    model.attentionBias = holds(tensors, "blk.0.attn_q.bias") || holds(tensors, "blk.0.attn_qkv.bias");
    model.attentionOutputBias = holds(tensors, "blk.0.attn_output.bias");
    model.mlpBias = holds(tensors, "blk.0.ffn_up.bias");
    model.tiedOutput = !holds(tensors, "output.weight");
    model.outputBias = holds(tensors, "output.bias");
    model.positionScheme = traits.positions;
    if (traits.positions == PositionScheme::Rotary)
        model.rotary = {readGgufRotary(config, tensors, model)};
    if (traits.positions == PositionScheme::LinearBias)
        model.linearBias.slopes = linearBiasSlopes(model.heads);
    setHeads(heads, keyValueHeads, model);
    return description;
}

void normEachHead(const TensorSource &tensors, ModelConfig &model)
{
    if (holds(tensors, "blk.0.attn_q_norm.weight"))
        model.queryKeyNorm = QueryKeyNorm::EachHeadItsOwn;
}

} // namespace headscope
