#include "core/model/families/decoders/decoder_families.h"
#include "core/model/families/decoders/llama_stack.h"

namespace headscope {

namespace {

constexpr FileHabits kHabits{.pairs = RotaryPairs::Neighbours};

// clang-format off
constexpr std::array kMlpRows{
    TensorRow{"*layers.#.post_attention_layernorm.weight", places::mlpNormScale},
    TensorRow{"*layers.#.mlp.gate_up_proj.weight", places::mlpIn},
    TensorRow{"*layers.#.mlp.down_proj.weight", places::mlpOut},
};
constexpr std::array kUpdateNormRows{
    TensorRow{"*layers.#.post_self_attn_layernorm.weight", places::attentionUpdateNormScale},
    TensorRow{"*layers.#.post_mlp_layernorm.weight", places::mlpUpdateNormScale},
};
// clang-format on
constexpr auto kGlmRows = joined(joined(kLlamaAttentionRows, kMlpRows), kDecoderOutputRows);
constexpr auto kGlm4Rows = joined(kGlmRows, kUpdateNormRows);

Description describeGlm(const ConfigReader &config, const TensorSource &tensors)
{
    Description description = describeLlamaStack(config, tensors,
                                                 {.headWidth = 128,
                                                  .keyValueHeads = 2,
                                                  .normEpsilon = 1.5625e-7F,
                                                  .rotary = {.part = 0.5, .isPart = true}});
    ModelConfig &model = description.config;
    model.attentionBias = config.flag({"attention_bias"}, true);
    model.attentionOutputBias = model.mlpBias = false;
    return description;
}

/// What its blocks add is normed, too.
Description describeGlm4(const ConfigReader &config, const TensorSource &tensors)
{
    Description description = describeGlm(config, tensors);
    description.config.normPlace = NormPlace::AroundBlock;
    return description;
}

} // namespace

std::span<const Family> glmFamilies()
{
    static const std::array families{
        Family{"GLM", "glm", kLlamaPrefixes, kGlmRows, MatrixLayout::OutIn, describeGlm, kHabits},
        Family{"GLM-4", "glm4", kLlamaPrefixes, kGlm4Rows, MatrixLayout::OutIn, describeGlm4, kHabits},
    };
    return families;
}

} // namespace headscope
