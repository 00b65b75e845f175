#include "core/inference/mlp_block.h"

#include "core/ops/element_wise.h"

namespace headscope {

MlpBlock::MlpBlock(ComputeContext &context, const ModelConfig &config, const PackedLayer &like,
                   std::ptrdiff_t tokens)
    : m_context(context)
    , m_hidden({tokens, config.mlpWidth})
    , m_in(context, tokens, like.mlpIn, config.gatedMlp ? Activation::None : config.activation)
    , m_out(context, tokens, like.mlpOut, Activation::None,
            config.normsUpdate() ? Dense::Store::Replace : Dense::Store::Add)
{
    if (config.gatedMlp)
        m_gate.emplace(context, tokens, like.mlpGate, config.activation);
}

void MlpBlock::operator()(TensorPool &scratch, const PackedLayer &layer, const Tensor &input,
                          Tensor &output) const
{
    const auto hidden = scratch.take(m_hidden);
    m_in(m_context, input, layer.mlpIn, *hidden);
    if (m_gate) {
        const auto gate = scratch.take(m_hidden);
        (*m_gate)(m_context, input, layer.mlpGate, *gate);
        multiplyBy(*hidden, *gate);
    }
    m_out(m_context, *hidden, layer.mlpOut, output);
}

std::vector<std::string> MlpBlock::kernelNames() const
{
    std::vector<std::string> names{m_in.kernelName(), m_out.kernelName()};
    if (m_gate)
        names.push_back(m_gate->kernelName());
    return names;
}

} // namespace headscope
