#include "core/inference/norm_layer.h"

namespace headscope {

NormLayer::NormLayer(ComputeContext &context, const ModelConfig &config, std::ptrdiff_t rows)
    : m_context(context)
    , m_epsilon(config.normEpsilon)
{
    if (config.normKind == NormKind::LayerNorm)
        m_layerNorm.emplace(context, LayerNorm::Shape{rows, config.width}, config.normEpsilon);
}

void NormLayer::operator()(const NormWeights &weights, const Tensor &input, Tensor &output) const
{
    if (m_layerNorm)
        (*m_layerNorm)(m_context, input, weights.scale, weights.shift, output);
    else
        rmsNorm(input, m_epsilon, weights.scale, output);
}

std::vector<std::string> NormLayer::kernelNames() const
{
    if (!m_layerNorm)
        return {};
    return {m_layerNorm->kernelName()};
}

} // namespace headscope
