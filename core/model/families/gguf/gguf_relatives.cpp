#include "core/model/families/gguf/gguf_families.h"
#include "core/model/families/gguf/gguf_stack.h"

#include <cmath>

namespace headscope {

namespace {

/// Llama with a factor in each of four places.
Description describeWithFactors(const ConfigReader &config, const TensorSource &tensors)
{
    Description description = describeGgufStack(config, tensors, {});
    ModelConfig &model = description.config;
    model.embeddingScale = config.number({"embedding_scale"}, 1.0F);
    model.residualScale = config.number({"residual_scale"}, 1.0F);
    model.scoreScale = config.number({"attention.scale"}, 0.0F);
    const float divisor = config.number({"logit_scale"}, 1.0F);
    if (divisor == 0)
        config.refuse("logit_scale", sentence("core", "it should not be 0"));
    model.outputScale = 1 / divisor;
    return description;
}

/// The same; older files leave out the factors, which all models of their time share.
Description describeMiniCpm(const ConfigReader &config, const TensorSource &tensors)
{
    Description description = describeWithFactors(config, tensors);
    ModelConfig &model = description.config;
    if (config.has({"logit_scale"}))
        return description;
    constexpr float kDepth = 1.4F, kEmbedding = 12, kBaseWidth = 256;
    model.embeddingScale = kEmbedding;
    model.residualScale = kDepth / std::sqrt(static_cast<float>(model.layers));
    model.outputScale = kBaseWidth / static_cast<float>(model.width);
    return description;
}

/// Attention and MLP side by side behind one layer norm that adds nothing.
Description describeCohere(const ConfigReader &config, const TensorSource &tensors)
{
    Description description = describeGgufStack(config, tensors, {.normKind = NormKind::LayerNorm});
    normEachHead(tensors, description.config);
    ModelConfig &model = description.config;
    model.normShift = false;
    model.mlpPlace = MlpPlace::SharesNorm;
    model.outputScale = config.number({"logit_scale"}, 1.0F);
    return description;
}

/// Three layers in four have a window; only those turn positions in.
Description describeCohere2(const ConfigReader &config, const TensorSource &tensors)
{
    constexpr int kPattern = 4;
    Description description = describeCohere(config, tensors);
    const int window = config.count({"attention.sliding_window"}, 4096);
    setLayers(description.config, [window](AttentionSettings &settings, int layer) {
        if ((layer + 1) % kPattern != 0)
            settings.reach = windowOf(window);
        else
            settings.rotary.reset();
    });
    return description;
}

Description describeOlmo(const ConfigReader &config, const TensorSource &tensors)
{
    Description description = describeGgufStack(config, tensors, {.normKind = NormKind::LayerNorm});
    description.config.normShift = false;
    description.config.qkvLimit = config.number({"attention.clamp_kqv"}, 0.0F);
    return description;
}

Description describeMpt(const ConfigReader &config, const TensorSource &tensors)
{
    constexpr float kUsualBias = 8;
    if (config.number({"attention.max_alibi_bias"}, kUsualBias) != kUsualBias)
        config.refuse("attention.max_alibi_bias", sentence("core", "only 8 is supported"));
    Description description = describeGgufStack(config, tensors,
                                                {.normKind = NormKind::LayerNorm,
                                                 .activation = Activation::Gelu,
                                                 .gatedMlp = false,
                                                 .positions = PositionScheme::LinearBias});
    description.config.normShift = tensors.find("blk.0.attn_norm.bias") != nullptr;
    description.config.qkvLimit = config.number({"attention.clamp_kqv"}, 0.0F);
    return description;
}

Description describeStarcoder(const ConfigReader &config, const TensorSource &tensors)
{
    return describeGgufStack(config, tensors,
                             {.normKind = NormKind::LayerNorm,
                              .activation = Activation::GeluTanh,
                              .gatedMlp = false,
                              .positions = PositionScheme::Learned});
}

} // namespace

std::span<const Family> ggufRelatives()
{
    using namespace gguf;
    static const auto plainRows = withPlainNorms(kRows);
    // Converters permute the rows of queries and keys as they do Llama's; Cohere's and ERNIE's own are so.
    static const std::array families{
        family("Granite", "granite", kRows, describeWithFactors, kNeighbours),
        family("MiniCPM", "minicpm", kRows, describeMiniCpm, kNeighbours),
        family("Cohere", "command-r", kRows, describeCohere, kNeighbours),
        family("Cohere 2", "cohere2", kRows, describeCohere2, kNeighbours),
        family("OLMo", "olmo", plainRows, describeOlmo, kNeighbours),
        family("ERNIE 4.5", "ernie4_5", kRows, describePlain, kNeighbours),
        family("Seed-OSS", "seed_oss", kSeedRows, describePlain),
        family("MPT", "mpt", kFusedRows, describeMpt),
        family("GPT-BigCode", "starcoder", kGpt2Rows, describeStarcoder),
    };
    return families;
}

} // namespace headscope
