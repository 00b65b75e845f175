#include "core/model/families/decoders/decoder_families.h"
#include "core/model/families/decoders/llama_stack.h"

namespace headscope {

namespace {

/// Qwen's window, which only some layers have and which is off unless it is switched on.
void slideWhereSaid(const ConfigReader &config, ModelConfig &model)
{
    if (!config.flag({"use_sliding_window"}, false) || config.isNull("sliding_window"))
        return;
    const int window = config.count({"sliding_window"}, 4096);
    const int first = config.index({"max_window_layers"}, 28);
    const auto sliding = slidingLayers(config, model.layers, [first](int layer) { return layer >= first; });
    setLayers(model, [&](AttentionSettings &settings, int layer) {
        if (sliding[static_cast<std::size_t>(layer)])
            settings.reach = windowOf(window);
    });
}

Description describeLlama(const ConfigReader &config, const TensorSource &tensors)
{
    return describeLlamaStack(config, tensors, {});
}

Description describeMistral(const ConfigReader &config, const TensorSource &tensors)
{
    constexpr int kUsualWindow = 4096;
    Description description = describeLlamaStack(config, tensors, {.keyValueHeads = 8});
    if (!config.isNull("sliding_window"))
        slideAllLayers(config.count({"sliding_window"}, kUsualWindow), description.config);
    return description;
}

Description describeQwen2(const ConfigReader &config, const TensorSource &tensors)
{
    Description description = describeLlamaStack(config, tensors, {});
    description.config.attentionBias = true;
    description.config.attentionOutputBias = false;
    slideWhereSaid(config, description.config);
    return description;
}

Description describeQwen3(const ConfigReader &config, const TensorSource &tensors)
{
    Description description = describeLlamaStack(config, tensors, {.headWidth = 128});
    description.config.queryKeyNorm = QueryKeyNorm::EachHead;
    slideWhereSaid(config, description.config);
    return description;
}

Description describeOlmo2(const ConfigReader &config, const TensorSource &tensors)
{
    Description description = describeLlamaStack(config, tensors, {.normEpsilon = 1e-5F});
    description.config.normPlace = NormPlace::OnUpdate;
    description.config.queryKeyNorm = QueryKeyNorm::WholeProjection;
    return description;
}

/// As OLMo-2, three layers in four with a window; only the others' rotary positions are scaled.
Description describeOlmo3(const ConfigReader &config, const TensorSource &tensors)
{
    constexpr RotaryDefaults kRotary{.base = 5e5};
    Description description = describeOlmo2(config, tensors);
    ModelConfig &model = description.config;
    const auto rope = config.object("rope_parameters");
    const bool isNested = rope && (rope->has({"full_attention"}) || rope->has({"sliding_attention"}));
    const auto base = static_cast<float>(config.real({"rope_theta"}, kRotary.base));
    model.rotary = {isNested ? readRotaryOf("full_attention", config, description, kRotary)
                             : readRotary(config, description, kRotary),
                    isNested ? readRotaryOf("sliding_attention", config, description, kRotary)
                             : rotaryTable(base, model.headWidth)};
    const int window = config.count({"sliding_window"}, 4096);
    const auto sliding = slidingLayers(config, model.layers, [](int layer) { return (layer + 1) % 4 != 0; });
    setLayers(model, [&](AttentionSettings &settings, int layer) {
        if (!sliding[static_cast<std::size_t>(layer)])
            return;
        settings.reach = windowOf(window);
        settings.rotary = 1;
    });
    return description;
}

/// Every fourth layer does not turn positions in; a window, if there is one, is theirs.
Description describeSmolLm3(const ConfigReader &config, const TensorSource &tensors)
{
    Description description = describeLlamaStack(
        config, tensors, {.heads = 16, .keyValueHeads = 4, .tied = true, .rotary = {.base = 2e6}});
    ModelConfig &model = description.config;
    const int interval = config.count({"no_rope_layer_interval"}, 4);
    const std::vector<int> turns = config.indices("no_rope_layers"); // 1 where positions are turned in
    if (!turns.empty() && std::ssize(turns) != model.layers)
        config.refuse("no_rope_layers", sentence("core", "there should be one number for each layer"));
    const auto isTurned = [&](int layer) {
        return turns.empty() ? (layer + 1) % interval != 0 : turns[static_cast<std::size_t>(layer)] != 0;
    };
    const bool hasWindow = config.flag({"use_sliding_window"}, false) && config.has({"sliding_window"});
    const auto sliding =
        slidingLayers(config, model.layers, [&](int layer) { return hasWindow && !isTurned(layer); });
    setLayers(model, [&](AttentionSettings &settings, int layer) {
        if (!isTurned(layer))
            settings.rotary.reset();
        if (sliding[static_cast<std::size_t>(layer)])
            settings.reach = windowOf(config.count({"sliding_window"}));
    });
    return description;
}

Family likeLlama(std::string_view name, std::string_view modelType,
                 Description (*describe)(const ConfigReader &, const TensorSource &))
{
    return {name, modelType, kLlamaPrefixes, kLlamaRows, MatrixLayout::OutIn, describe};
}

} // namespace

const Family &llamaFamily()
{
    static const Family family = likeLlama("Llama", "llama", describeLlama);
    return family;
}

const Family &mistralFamily()
{
    static const Family family = likeLlama("Mistral", "mistral", describeMistral);
    return family;
}

const Family &qwen2Family()
{
    static const Family family = likeLlama("Qwen2", "qwen2", describeQwen2);
    return family;
}

const Family &qwen3Family()
{
    static const Family family = likeLlama("Qwen3", "qwen3", describeQwen3);
    return family;
}

const Family &smolLm3Family()
{
    static const Family family = likeLlama("SmolLM3", "smollm3", describeSmolLm3);
    return family;
}

const Family &olmo3Family()
{
    static const Family family{"OLMo-3",      "olmo3", kLlamaPrefixes, kSandwichRows, MatrixLayout::OutIn,
                               describeOlmo3, {}};
    return family;
}

const Family &olmo2Family()
{
    static const Family family{"OLMo-2",      "olmo2", kLlamaPrefixes, kSandwichRows, MatrixLayout::OutIn,
                               describeOlmo2, {}};
    return family;
}

} // namespace headscope
