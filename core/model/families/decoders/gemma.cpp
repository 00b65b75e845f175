#include "core/model/families/decoders/decoder_families.h"
#include "core/model/families/decoders/llama_stack.h"

#include <cmath>

namespace headscope {

namespace {

constexpr LlamaDefaults kDefaults{
    .activation = "gelu_pytorch_tanh", .headWidth = 256, .heads = 8, .keyValueHeads = 4, .tied = true};
constexpr FileHabits kHabits{.addedToNorms = 1};

/// Prefixes of a text model alone, and of one inside a model that also sees pictures.
constexpr std::array<std::string_view, 4> kPrefixes{"model.", "", "language_model.model.",
                                                    "model.language_model."};

void scaleEmbedding(ModelConfig &model)
{
    model.embeddingScale = static_cast<float>(std::sqrt(static_cast<double>(model.width)));
}

Description describeGemma(const ConfigReader &config, const TensorSource &tensors)
{
    LlamaDefaults defaults = kDefaults;
    defaults.keyValueHeads = 0;
    Description description = describeLlamaStack(config, tensors, defaults);
    if (config.text({"hidden_act"}, "") == "gelu" && !config.has({"hidden_activation"}))
        description.config.activation = Activation::GeluTanh; // the name is older than the approximation's
    scaleEmbedding(description.config);
    return description;
}

/// A bound of the numbers before a softmax; 0 = none.
float softCap(const ConfigReader &config, std::string_view key, float usual)
{
    return config.isNull(key) ? 0.0F : config.number({key}, usual);
}

/// What Gemma 2 and 3 share: norms around the blocks, a cap on logits, a score scale of its own.
Description describeSandwich(const ConfigReader &config, const TensorSource &tensors, float usualLogitCap)
{
    Description description = describeLlamaStack(config, tensors, kDefaults);
    ModelConfig &model = description.config;
    scaleEmbedding(model);
    model.normPlace = NormPlace::AroundBlock;
    const double scalar = config.real({"query_pre_attn_scalar"}, 256);
    if (scalar <= 0)
        config.refuse("query_pre_attn_scalar", sentence("core", "it should be above 0"));
    if (model.output == OutputKind::NextToken) // labels have none
        model.logitSoftCap = softCap(config, "final_logit_softcapping", usualLogitCap);
    setLayers(model, [&](AttentionSettings &settings, int) {
        settings.scoreScale = static_cast<float>(1 / std::sqrt(scalar));
    });
    return description;
}

Description describeGemma2(const ConfigReader &config, const TensorSource &tensors)
{
    constexpr float kUsualScoreCap = 50, kUsualLogitCap = 30;
    Description description = describeSandwich(config, tensors, kUsualLogitCap);
    ModelConfig &model = description.config;
    const float scoreCap = softCap(config, "attn_logit_softcapping", kUsualScoreCap);
    const int window = config.count({"sliding_window"}, 4096);
    const auto sliding = slidingLayers(config, model.layers, [](int layer) { return layer % 2 == 0; });
    for (std::size_t layer = 0; layer < sliding.size(); ++layer) {
        model.layerAttention[layer].softCap = scoreCap;
        if (sliding[layer])
            model.layerAttention[layer].reach = windowOf(window);
    }
    return description;
}

/// Layers with a window turn positions by a table of their own. `attn_logit_softcapping` is Gemma 2's: the
/// reference does not read it here.
Description describeGemma3Text(const ConfigReader &config, const TensorSource &tensors)
{
    if (config.flag({"use_bidirectional_attention"}, false))
        config.refuse("use_bidirectional_attention", sentence("core", "only its causal form can be opened"));
    Description description = describeSandwich(config, tensors, 0);
    ModelConfig &model = description.config;
    model.queryKeyNorm = QueryKeyNorm::EachHead;
    const int window = config.count({"sliding_window"}, 4096);
    const int pattern = config.count({"sliding_window_pattern"}, 6);
    const auto sliding =
        slidingLayers(config, model.layers, [pattern](int layer) { return (layer + 1) % pattern != 0; });
    const double localBase = config.real({"rope_local_base_freq"}, 1e4);
    const bool isNested = config.object("rope_parameters").has_value();
    model.rotary = {isNested ? readRotaryOf("full_attention", config, description, {.base = 1e6})
                             : readRotary(config, description, {.base = 1e6}),
                    isNested ? readRotaryOf("sliding_attention", config, description, {.base = localBase})
                             : rotaryTable(static_cast<float>(localBase), model.headWidth)};
    for (std::size_t layer = 0; layer < sliding.size(); ++layer) {
        if (!sliding[layer])
            continue;
        model.layerAttention[layer].reach = windowOf(window);
        model.layerAttention[layer].rotary = 1;
    }
    return description;
}

/// The text model inside a model that also sees pictures.
Description describeGemma3(const ConfigReader &config, const TensorSource &tensors)
{
    const auto text = config.object("text_config");
    if (!text)
        config.refuse("text_config", sentence("core", "the text model should be described here"));
    Description description = describeGemma3Text(*text, tensors);
    description.warnings.push_back(
        sentence("core", "%1: only the text model was opened, it sees no pictures.").with(config.file()));
    return description;
}

} // namespace

const Family &gemmaFamily()
{
    static const Family family{"Gemma",       "gemma", kLlamaPrefixes, kLlamaRows, MatrixLayout::OutIn,
                               describeGemma, kHabits};
    return family;
}

const Family &gemma2Family()
{
    static const Family family{"Gemma 2",           "gemma2",       kLlamaPrefixes, kSandwichRows,
                               MatrixLayout::OutIn, describeGemma2, kHabits};
    return family;
}

const Family &gemma3TextFamily()
{
    static const Family family{"Gemma 3",           "gemma3_text",      kPrefixes, kSandwichRows,
                               MatrixLayout::OutIn, describeGemma3Text, kHabits};
    return family;
}

const Family &gemma3Family()
{
    static const Family family{"Gemma 3",           "gemma3",       kPrefixes, kSandwichRows,
                               MatrixLayout::OutIn, describeGemma3, kHabits};
    return family;
}

} // namespace headscope
