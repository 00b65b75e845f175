#include "core/model/families/decoders/decoder_families.h"
#include "core/model/families/decoders/llama_stack.h"

namespace headscope {

namespace {

constexpr auto kRows = joined(joined(kLlamaStackRows, kLlamaMlpRows), kDecoderOutputRows);

/// Its layer norms have nothing learned.
constexpr std::array kPlainNorms{
    constant("#", places::attentionNormScale, 1.0F),
    constant("#", places::mlpNormScale, 1.0F),
    constant("", places::finalNormScale, 1.0F),
};
/// When the program runs: under its sanitizers GCC does not compare functions before.
auto olmoRows()
{
    auto rows = kRows;
    for (TensorRow &row : rows)
        for (const TensorRow &plain : kPlainNorms)
            if (row.place.tensor == plain.place.tensor)
                row = plain;
    return rows;
}

Description describe(const ConfigReader &config, const TensorSource &tensors)
{
    if (config.isSet("clip_qkv"))
        config.refuse("clip_qkv", sentence("core", "clipped queries, keys and values are not supported"));
    Description description = describeLlamaStack(config, tensors, {});
    ModelConfig &model = description.config;
    model.normKind = NormKind::LayerNorm;
    model.normShift = false;
    model.normEpsilon = 1e-5F;
    return description;
}

} // namespace

const Family &olmoFamily()
{
    static const auto rows = olmoRows();
    static const Family family{"OLMo", "olmo", kLlamaPrefixes, rows, MatrixLayout::OutIn, describe};
    return family;
}

} // namespace headscope
