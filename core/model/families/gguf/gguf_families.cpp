#include "core/model/families/gguf/gguf_families.h"

#include "core/model/families/gguf/gguf_stack.h"

#include <cmath>

namespace headscope {

namespace {

constexpr GgufTraits kGeluTraits{
    .normKind = NormKind::LayerNorm, .activation = Activation::GeluTanh, .gatedMlp = false};
constexpr GgufTraits kGemmaTraits{.activation = Activation::GeluTanh};

/// A window that all layers have.
void slide(const ConfigReader &config, ModelConfig &model)
{
    if (config.isSet("attention.sliding_window"))
        slideAllLayers(config.count({"attention.sliding_window"}), model);
}

Description describeQwen3(const ConfigReader &config, const TensorSource &tensors)
{
    Description description = gguf::describePlain(config, tensors);
    description.config.queryKeyNorm = QueryKeyNorm::EachHead;
    return description;
}

Description describeOlmo2(const ConfigReader &config, const TensorSource &tensors)
{
    Description description = gguf::describePlain(config, tensors);
    ModelConfig &model = description.config;
    model.normPlace = NormPlace::OnUpdate;
    model.queryKeyNorm = QueryKeyNorm::WholeProjection;
    if (!config.isSet("attention.sliding_window"))
        return description;
    // OLMo-3 under the same name: three layers in four have a window, and only the others' positions are
    // scaled.
    constexpr int kPattern = 4;
    const int window = config.count({"attention.sliding_window"});
    const auto turned = 2 * static_cast<int>(model.rotary.front().frequencies.size());
    model.rotary.push_back(rotaryTable(config.number({"rope.freq_base"}, 1e4F), turned));
    setLayers(model, [window](AttentionSettings &settings, int layer) {
        if ((layer + 1) % kPattern == 0)
            return;
        settings.reach = windowOf(window);
        settings.rotary = 1;
    });
    return description;
}

Description describeSmolLm3(const ConfigReader &config, const TensorSource &tensors)
{
    Description description = gguf::describePlain(config, tensors);
    setLayers(description.config, [](AttentionSettings &settings, int layer) {
        if ((layer + 1) % 4 == 0)
            settings.rotary.reset();
    });
    return description;
}

Description describeGemma(const ConfigReader &config, const TensorSource &tensors)
{
    Description description = describeGgufStack(config, tensors, kGemmaTraits);
    ModelConfig &model = description.config;
    model.embeddingScale = static_cast<float>(std::sqrt(static_cast<double>(model.width)));
    return description;
}

/// Gemma 2 and 3. `largest` is the number of layers of the biggest model, which scales its scores by the
/// width for each head; the file does not say it.
Description describeSandwich(const ConfigReader &config, const TensorSource &tensors, int largest)
{
    Description description = describeGemma(config, tensors);
    ModelConfig &model = description.config;
    model.normPlace = NormPlace::AroundBlock;
    model.logitSoftCap = config.number({"final_logit_softcapping"}, 0.0F);
    const int scalar = model.layers == largest ? model.width / model.heads : model.headWidth;
    const float cap = config.number({"attn_logit_softcapping"}, 0.0F);
    setLayers(model, [&](AttentionSettings &settings, int) {
        settings.scoreScale = static_cast<float>(1 / std::sqrt(static_cast<double>(scalar)));
        settings.softCap = cap;
    });
    return description;
}

Description describeGemma2(const ConfigReader &config, const TensorSource &tensors)
{
    constexpr int kLayersOf27B = 46;
    Description description = describeSandwich(config, tensors, kLayersOf27B);
    const int window = config.count({"attention.sliding_window"}, 4096);
    auto &layers = description.config.layerAttention;
    for (std::size_t layer = 0; layer < layers.size(); layer += 2)
        layers[layer].reach = windowOf(window);
    return description;
}

Description describeGemma3(const ConfigReader &config, const TensorSource &tensors)
{
    constexpr int kLayersOf27B = 62;
    constexpr int kUsualPattern = 6;
    Description description = describeSandwich(config, tensors, kLayersOf27B);
    ModelConfig &model = description.config;
    model.queryKeyNorm = QueryKeyNorm::EachHead;
    model.rotary.push_back(rotaryTable(config.number({"rope.freq_base_swa"}, 1e4F), model.headWidth));
    const int window = config.count({"attention.sliding_window"}, 1024);
    const auto pattern =
        static_cast<std::size_t>(config.count({"attention.sliding_window_pattern"}, kUsualPattern));
    for (std::size_t layer = 0; layer < model.layerAttention.size(); ++layer) {
        if ((layer + 1) % pattern == 0)
            continue;
        model.layerAttention[layer].reach = windowOf(window);
        model.layerAttention[layer].rotary = 1;
    }
    return description;
}

Description describeGpt2(const ConfigReader &config, const TensorSource &tensors)
{
    GgufTraits traits = kGeluTraits;
    traits.positions = PositionScheme::Learned;
    return describeGgufStack(config, tensors, traits);
}

Description describeGptNeoX(const ConfigReader &config, const TensorSource &tensors)
{
    GgufTraits traits = kGeluTraits;
    traits.activation = Activation::Gelu;
    Description description = describeGgufStack(config, tensors, traits);
    const bool isParallel = config.flag({"use_parallel_residual"}, true);
    description.config.mlpPlace = isParallel ? MlpPlace::BesideAttention : MlpPlace::AfterAttention;
    return description;
}

Description describeBloom(const ConfigReader &config, const TensorSource &tensors)
{
    GgufTraits traits = kGeluTraits;
    traits.positions = PositionScheme::LinearBias;
    return describeGgufStack(config, tensors, traits);
}

Description describeFalcon(const ConfigReader &config, const TensorSource &tensors)
{
    GgufTraits traits = kGeluTraits;
    traits.activation = Activation::Gelu;
    Description description = describeGgufStack(config, tensors, traits);
    const bool hasTwoNorms = tensors.find("blk.0.attn_norm_2.weight") != nullptr;
    description.config.mlpPlace = hasTwoNorms ? MlpPlace::BesideAttention : MlpPlace::SharesNorm;
    return description;
}

Description describePhi2(const ConfigReader &config, const TensorSource &tensors)
{
    Description description = describeGgufStack(config, tensors, kGeluTraits);
    description.config.mlpPlace = MlpPlace::SharesNorm;
    return description;
}

Description describePhi3(const ConfigReader &config, const TensorSource &tensors)
{
    Description description = gguf::describePlain(config, tensors);
    description.config.mlpBias = false;
    slide(config, description.config);
    return description;
}

Description describeStableLm(const ConfigReader &config, const TensorSource &tensors)
{
    Description description = describeGgufStack(config, tensors, {.normKind = NormKind::LayerNorm});
    normEachHead(tensors, description.config);
    const bool isParallel = config.flag({"use_parallel_residual"}, false);
    description.config.mlpPlace = isParallel ? MlpPlace::SharesNorm : MlpPlace::AfterAttention;
    return description;
}

Description describeStarcoder2(const ConfigReader &config, const TensorSource &tensors)
{
    Description description = describeGgufStack(config, tensors, kGeluTraits);
    slide(config, description.config);
    return description;
}

} // namespace

std::span<const Family> ggufDecoders()
{
    using namespace gguf;
    static const std::array families{
        // Of several with the same names the first is said to be nearest to an unknown one.
        family("Llama", "llama", kRows, describePlain, kNeighbours),
        family("BLOOM", "bloom", kBloomRows, describeBloom),
        family("Falcon", "falcon", kFalconRows, describeFalcon),
        family("Gemma", "gemma", kRows, describeGemma),
        family("Gemma 2", "gemma2", kRows, describeGemma2),
        family("Gemma 3", "gemma3", kRows, describeGemma3),
        family("GPT-2", "gpt2", kGpt2Rows, describeGpt2),
        family("GPT-NeoX", "gptneox", kFusedRows, describeGptNeoX),
        family("OLMo-2", "olmo2", kRows, describeOlmo2),
        withMarker("blk.0.attn_qkv.weight", family("Phi", "phi2", kFusedRows, describePhi2)),
        family("Phi", "phi2", kRows, describePhi2),
        family("Phi-3", "phi3", kPhi3Rows, describePhi3),
        family("Qwen2", "qwen2", kRows, describePlain),
        family("Qwen3", "qwen3", kRows, describeQwen3),
        family("SmolLM3", "smollm3", kRows, describeSmolLm3, kNeighbours),
        family("StableLM", "stablelm", kRows, describeStableLm),
        family("Starcoder2", "starcoder2", kRows, describeStarcoder2),
    };
    return families;
}

} // namespace headscope
