#include "core/model/families/decoders/decoder_families.h"
#include "core/model/families/decoders/llama_stack.h"

#include <cmath>

namespace headscope {

namespace {

constexpr FileHabits kNeighbours{.pairs = RotaryPairs::Neighbours};

/// Only language models scale their logits.
void scaleLogits(float scale, ModelConfig &model)
{
    if (model.output == OutputKind::NextToken)
        model.outputScale = scale;
}

/// Llama with a factor in each of four places.
Description describeGranite(const ConfigReader &config, const TensorSource &tensors)
{
    Description description = describeLlamaStack(config, tensors, {});
    ModelConfig &model = description.config;
    model.embeddingScale = config.number({"embedding_multiplier"}, 1.0F);
    model.scoreScale = config.number({"attention_multiplier"}, 1.0F);
    model.residualScale = config.number({"residual_multiplier"}, 1.0F);
    const float divisor = config.number({"logits_scaling"}, 1.0F);
    if (divisor == 0)
        config.refuse("logits_scaling", sentence("core", "it should not be 0"));
    scaleLogits(1 / divisor, model);
    return description;
}

/// The same places, with other settings of them.
Description describeMiniCpm(const ConfigReader &config, const TensorSource &tensors)
{
    Description description = describeLlamaStack(config, tensors, {.tied = true});
    ModelConfig &model = description.config;
    model.embeddingScale = config.number({"scale_emb"}, 1.0F);
    model.residualScale = config.number({"scale_depth"}, 1.0F) / std::sqrt(static_cast<float>(model.layers));
    const auto width = static_cast<float>(model.width);
    scaleLogits(static_cast<float>(config.count({"dim_model_base"}, 1)) / width, model);
    return description;
}

/// Attention and MLP side by side behind one layer norm that adds nothing.
Description describeCohereStack(const ConfigReader &config, const TensorSource &tensors, double rotaryBase)
{
    Description description =
        describeLlamaStack(config, tensors, {.tied = true, .rotary = {.base = rotaryBase}});
    ModelConfig &model = description.config;
    model.normKind = NormKind::LayerNorm;
    model.normShift = false;
    model.normEpsilon = config.number({"layer_norm_eps"}, 1e-5F);
    model.mlpPlace = MlpPlace::SharesNorm;
    scaleLogits(config.number({"logit_scale"}, 0.0625F), model);
    return description;
}

Description describeCohere(const ConfigReader &config, const TensorSource &tensors)
{
    Description description = describeCohereStack(config, tensors, 5e5);
    if (config.flag({"use_qk_norm"}, false))
        description.config.queryKeyNorm = QueryKeyNorm::EachHeadItsOwn;
    return description;
}

/// Three layers in four have a window; only those turn positions in.
Description describeCohere2(const ConfigReader &config, const TensorSource &tensors)
{
    Description description = describeCohereStack(config, tensors, 1e4);
    const int window = config.count({"sliding_window"}, 4096);
    const int pattern = config.count({"sliding_window_pattern"}, 4);
    const auto sliding = slidingLayers(config, description.config.layers,
                                       [pattern](int layer) { return (layer + 1) % pattern != 0; });
    setLayers(description.config, [&](AttentionSettings &settings, int layer) {
        if (sliding[static_cast<std::size_t>(layer)])
            settings.reach = windowOf(window);
        else
            settings.rotary.reset();
    });
    return description;
}

Description describeHelium(const ConfigReader &config, const TensorSource &tensors)
{
    Description description = describeLlamaStack(
        config, tensors, {.headWidth = 128, .normEpsilon = 1e-8F, .rotary = {.base = 1e5}});
    description.config.attentionOutputBias = false;
    return description;
}

Description describeErnie45(const ConfigReader &config, const TensorSource &tensors)
{
    Description description = describeLlamaStack(
        config, tensors, {.headWidth = 128, .normEpsilon = 1e-5F, .tied = true, .rotary = {.base = 5e5}});
    ModelConfig &model = description.config;
    model.attentionBias = model.attentionOutputBias = model.mlpBias = config.flag({"use_bias"}, false);
    return description;
}

Description describeSeedOss(const ConfigReader &config, const TensorSource &tensors)
{
    Description description = describeLlamaStack(config, tensors, {.headWidth = 128});
    description.config.attentionBias = config.flag({"attention_bias"}, true);
    description.config.attentionOutputBias = config.flag({"attention_out_bias"}, false);
    return description;
}

/// OLMo-2's norms around Qwen3's heads. Where some layers have a window, only those turn positions in.
Description describeExaone4(const ConfigReader &config, const TensorSource &tensors)
{
    Description description = describeLlamaStack(config, tensors, {.normEpsilon = 1e-5F});
    ModelConfig &model = description.config;
    model.normPlace = NormPlace::OnUpdate;
    model.queryKeyNorm = QueryKeyNorm::EachHead;
    model.attentionBias = model.attentionOutputBias = model.mlpBias = false;
    if (config.isNull("sliding_window"))
        return description;
    const int window = config.count({"sliding_window"}, 4096);
    const auto sliding = slidingLayers(config, model.layers, [&config](int layer) {
        return (layer + 1) % config.count({"sliding_window_pattern"}, 4) != 0;
    });
    setLayers(model, [&](AttentionSettings &settings, int layer) {
        if (sliding[static_cast<std::size_t>(layer)])
            settings.reach = windowOf(window);
        else
            settings.rotary.reset();
    });
    return description;
}

Family relative(std::string_view name, std::string_view modelType,
                Description (*describe)(const ConfigReader &, const TensorSource &),
                const FileHabits &habits = {})
{
    return {name, modelType, kLlamaPrefixes, kLlamaRows, MatrixLayout::OutIn, describe, habits};
}

} // namespace

std::span<const Family> llamaRelatives()
{
    static const std::array families{
        relative("Granite", "granite", describeGranite),
        relative("MiniCPM", "minicpm", describeMiniCpm),
        relative("Cohere", "cohere", describeCohere, kNeighbours),
        relative("Cohere 2", "cohere2", describeCohere2, kNeighbours),
        relative("Helium", "helium", describeHelium, kNeighbours),
        relative("ERNIE 4.5", "ernie4_5", describeErnie45, kNeighbours),
        relative("Seed-OSS", "seed_oss", describeSeedOss),
        Family{"EXAONE 4", "exaone4", kLlamaPrefixes, kSandwichRows, MatrixLayout::OutIn, describeExaone4},
    };
    return families;
}

} // namespace headscope
