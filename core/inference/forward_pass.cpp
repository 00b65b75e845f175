#include "core/inference/forward_pass.h"

#include "core/inference/head_changes.h"
#include "core/ops/element_wise.h"

#include <algorithm>

namespace headscope {

namespace {

VisibleKeys visibleKeys(const ModelConfig &config)
{
    return config.attentionScope == AttentionScope::Causal ? VisibleKeys::UpToQuery : VisibleKeys::All;
}

bool normsBefore(const ModelConfig &config)
{
    return config.normPlace == NormPlace::BeforeBlock;
}

} // namespace

ForwardPass::ForwardPass(ComputeContext &context, const ModelConfig &config, const PackedModel &model,
                         std::ptrdiff_t tokens)
    : m_context(context)
    , m_config(config)
    , m_model(model)
    , m_tokens(tokens)
    , m_embedding(context, config, model, tokens)
    , m_projectQkv(context, tokens, model.layers.front().qkv)
    , m_projectOutput(context, tokens, model.layers.front().attentionOutput, Activation::None,
                      Dense::Store::Add)
    , m_mlpIn(context, tokens, model.layers.front().mlpIn,
              config.gatedMlp ? Activation::None : config.activation)
    , m_mlpOut(context, tokens, model.layers.front().mlpOut, Activation::None, Dense::Store::Add)
    , m_attention(context,
                  {tokens, config.heads, config.keyValueHeads, config.headWidth, visibleKeys(config)})
    , m_normed({tokens, config.width})
    , m_qkv({tokens, config.attentionWidth() + 2 * config.keyValueWidth()})
    , m_mixed({tokens, config.attentionWidth()})
    , m_hidden({tokens, config.mlpWidth})
{
    if (config.gatedMlp) {
        m_mlpGate.emplace(context, tokens, model.layers.front().mlpGate, config.activation);
        m_gate = Tensor({tokens, config.mlpWidth});
    }
    if (config.normKind == NormKind::LayerNorm)
        m_layerNorm.emplace(context, LayerNorm::Shape{tokens, config.width}, config.normEpsilon);
    if (config.positionScheme == PositionScheme::Rotary)
        m_rotary.emplace(tokens, config.headWidth, config.rotaryBase);
}

std::shared_ptr<const Tensor> ForwardPass::embedded(TensorPool &pool, const TokenSequence &tokens)
{
    const std::shared_ptr<Tensor> residual = pool.take({m_tokens, m_config.width});
    m_embedding(tokens, *residual);
    return residual;
}

std::optional<LayerOutput> ForwardPass::layer(TensorPool &pool, int index, const Tensor &input,
                                              const LayerInterventions &interventions,
                                              const std::stop_token &stop)
{
    const PackedLayer &layer = m_model.layer(m_config.learnedLayer(index));
    const bool before = normsBefore(m_config);
    const std::shared_ptr<Tensor> pattern = pool.take({m_config.heads, m_tokens, m_tokens});
    const std::shared_ptr<Tensor> residual = pool.take({m_tokens, m_config.width});

    if (before)
        norm(layer.attentionNorm, input, m_normed);
    m_projectQkv(m_context, before ? m_normed : input, layer.qkv, m_qkv);
    std::ranges::copy(input.values(), residual->data());
    addAttention(layer, {interventions, stop}, *pattern, *residual);
    if (stop.stop_requested())
        return {};
    norm(before ? layer.mlpNorm : layer.attentionNorm, *residual, before ? m_normed : *residual);
    addMlp(layer, before ? m_normed : *residual, *residual);
    if (!before)
        norm(layer.mlpNorm, *residual, *residual);
    return LayerOutput{pattern, residual};
}

void ForwardPass::addAttention(const PackedLayer &layer, const AttentionRun &run, Tensor &pattern,
                               Tensor &residual)
{
    if (m_rotary)
        (*m_rotary)(m_qkv, m_config.heads + m_config.keyValueHeads);
    m_attention.pattern(m_context, m_qkv, pattern, run.stop);
    changePatterns(run.interventions, visibleKeys(m_config), pattern); // what a head looks at
    m_attention.mixValues(m_context, pattern, m_qkv, m_mixed, run.stop);
    changeMixedValues(run.interventions, m_config.headWidth, m_mixed); // what a head writes
    if (run.stop.stop_requested())
        return;
    m_projectOutput(m_context, m_mixed, layer.attentionOutput, residual);
}

void ForwardPass::addMlp(const PackedLayer &layer, const Tensor &input, Tensor &residual)
{
    m_mlpIn(m_context, input, layer.mlpIn, m_hidden);
    if (m_mlpGate) {
        (*m_mlpGate)(m_context, input, layer.mlpGate, m_gate);
        multiplyBy(m_hidden, m_gate);
    }
    m_mlpOut(m_context, m_hidden, layer.mlpOut, residual);
}

std::shared_ptr<const Tensor> ForwardPass::finished(TensorPool &pool, std::shared_ptr<const Tensor> residual)
{
    if (m_model.finalNorm.scale.isEmpty())
        return residual;
    const std::shared_ptr<Tensor> normed = pool.take(residual->shape());
    norm(m_model.finalNorm, *residual, *normed);
    return normed;
}

void ForwardPass::norm(const NormWeights &weights, const Tensor &input, Tensor &output)
{
    if (m_layerNorm)
        (*m_layerNorm)(m_context, input, weights.scale, weights.shift, output);
    else
        rmsNorm(input, m_config.normEpsilon, weights.scale, output);
}

std::vector<std::string> ForwardPass::kernelNames() const
{
    std::vector<std::string> names = m_attention.kernelNames();
    for (const Dense *dense : {&m_projectQkv, &m_projectOutput, &m_mlpIn, &m_mlpOut})
        names.push_back(dense->kernelName());
    if (m_mlpGate)
        names.push_back(m_mlpGate->kernelName());
    if (m_layerNorm)
        names.push_back(m_layerNorm->kernelName());
    return names;
}

} // namespace headscope
