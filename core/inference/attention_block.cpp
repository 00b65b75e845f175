#include "core/inference/attention_block.h"

#include "core/inference/head_changes.h"
#include "core/ops/head_norm.h"

#include <algorithm>
#include <iterator>

namespace headscope {

AttentionBlock::AttentionBlock(ComputeContext &context, const ModelConfig &config,
                               const AttentionSettings &settings, const PackedLayer &like,
                               const SharedPositions &positions, std::ptrdiff_t tokens)
    : m_context(context)
    , m_config(config)
    , m_positions(positions)
    , m_settings(settings)
    , m_tokens(tokens)
    , m_projectQkv(context, tokens, like.qkv)
    , m_projectOutput(context, tokens, like.attentionOutput, Activation::None,
                      config.normsUpdate() ? Dense::Store::Replace : Dense::Store::Add)
    , m_attention(context, {tokens, settings.heads, settings.keyValueHeads, settings.headWidth,
                            settings.reach, settings.scoreScale, settings.softCap})
{
    if (config.disentangled.span > 0)
        m_disentangled.emplace(context, config, settings, tokens);
}

std::shared_ptr<const Tensor> AttentionBlock::operator()(TensorPool &pool, const PackedLayer &layer,
                                                         const AttentionRun &run, const Tensor &input,
                                                         Tensor &output) const
{
    const auto pattern = pool.take({m_settings.heads, m_tokens, m_tokens});
    const auto qkv = pool.take({m_tokens, m_settings.width() + 2 * m_settings.keyValueWidth()});
    const auto mixed = pool.take({m_tokens, m_settings.width()});

    m_projectQkv(m_context, input, layer.qkv, *qkv);
    normQueriesAndKeys(layer, *qkv);
    if (m_settings.rotary)
        m_positions.rotary[static_cast<std::size_t>(*m_settings.rotary)](*qkv, m_settings.heads +
                                                                                   m_settings.keyValueHeads);
    const auto distances = m_disentangled ? (*m_disentangled)(m_context, pool, layer, *qkv) : nullptr;
    const ScoreBias bias =
        distances ? ScoreBias{distances->data(), m_tokens * m_tokens, m_tokens} : m_positions.bias;
    m_attention.pattern(m_context, *qkv, *pattern, bias, run.stop);
    changePatterns(run.interventions, m_settings.reach, *pattern); // what a head looks at
    m_attention.mixValues(m_context, *pattern, *qkv, *mixed, mixedKeys(run.interventions), run.stop);
    changeMixedValues(run.interventions, m_settings.headWidth, *mixed); // what a head writes
    if (!run.stop.stop_requested())
        m_projectOutput(m_context, *mixed, layer.attentionOutput, output);
    return pattern;
}

void AttentionBlock::normQueriesAndKeys(const PackedLayer &layer, Tensor &qkv) const
{
    if (m_config.queryKeyNorm == QueryKeyNorm::None)
        return;
    const bool whole = m_config.queryKeyNorm == QueryKeyNorm::WholeProjection;
    const auto norm = [&](const NormWeights &weights, ColumnRange columns) {
        const std::ptrdiff_t group = whole ? columns.count : m_settings.headWidth;
        const HeadNorm how{group, m_config.normEpsilon, weights.scale, weights.shift};
        if (m_config.normKind == NormKind::LayerNorm)
            layerNormHeads(qkv, columns, how);
        else
            rmsNormHeads(qkv, columns, how);
    };
    norm(layer.queryNorm, {0, m_settings.width()});
    norm(layer.keyNorm, {m_settings.width(), m_settings.keyValueWidth()});
}

std::vector<std::string> AttentionBlock::kernelNames() const
{
    std::vector<std::string> names = m_attention.kernelNames();
    if (m_disentangled)
        std::ranges::copy(m_disentangled->kernelNames(), std::back_inserter(names));
    names.push_back(m_projectQkv.kernelName());
    names.push_back(m_projectOutput.kernelName());
    return names;
}

} // namespace headscope
