#include "core/model/families/decoders/decoder_families.h"
#include "core/model/families/decoders/llama_stack.h"

namespace headscope {

namespace {

Description describe(const ConfigReader &config, const TensorSource &tensors)
{
    Description description = describeLlamaStack(config, tensors, {});
    ModelConfig &model = description.config;
    model.normKind = NormKind::LayerNorm;
    model.normShift = false;
    model.normEpsilon = 1e-5F;
    model.qkvLimit = config.number({"clip_qkv"}, 0.0F);
    return description;
}

} // namespace

const Family &olmoFamily()
{
    static const auto rows = withPlainNorms(kLlamaRows);
    static const Family family{"OLMo", "olmo", kLlamaPrefixes, rows, MatrixLayout::OutIn, describe};
    return family;
}

} // namespace headscope
