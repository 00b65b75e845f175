#include "core/model/families/decoders/decoder_families.h"
#include "core/model/families/decoders/llama_stack.h"

namespace headscope {

namespace {

// clang-format off
/// Llama's without a gate.
constexpr std::array kMlpRows{
    TensorRow{"*layers.#.post_attention_layernorm.weight", places::mlpNormScale},
    TensorRow{"*layers.#.post_attention_layernorm.bias", places::mlpNormShift, hasMlpNormShift},
    TensorRow{"*layers.#.mlp.up_proj.weight", places::mlpIn},
    TensorRow{"*layers.#.mlp.up_proj.bias", places::mlpInBias, hasMlpBias},
    TensorRow{"*layers.#.mlp.down_proj.weight", places::mlpOut},
    TensorRow{"*layers.#.mlp.down_proj.bias", places::mlpOutBias, hasMlpBias},
};
// clang-format on
constexpr auto kRows = joined(joined(kLlamaAttentionRows, kMlpRows), kDecoderOutputRows);

Description describeNemotron(const ConfigReader &config, const TensorSource &tensors)
{
    Description description =
        describeLlamaStack(config, tensors, {.activation = "relu2", .rotary = {.part = 0.5, .isPart = true}});
    ModelConfig &model = description.config;
    model.normKind = NormKind::LayerNorm;
    model.normEpsilon = config.number({"norm_eps"}, 1e-5F);
    model.gatedMlp = false;
    return description;
}

Description describeArcee(const ConfigReader &config, const TensorSource &tensors)
{
    Description description =
        describeLlamaStack(config, tensors, {.activation = "relu2", .normEpsilon = 1e-5F});
    description.config.gatedMlp = false;
    return description;
}

} // namespace

std::span<const Family> ungatedFamilies()
{
    static const std::array families{
        Family{"Nemotron", "nemotron", kLlamaPrefixes, kRows, MatrixLayout::OutIn, describeNemotron,
               FileHabits{.addedToNorms = 1}},
        Family{"Arcee", "arcee", kLlamaPrefixes, kRows, MatrixLayout::OutIn, describeArcee},
    };
    return families;
}

} // namespace headscope
