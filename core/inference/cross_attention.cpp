#include "core/inference/cross_attention.h"

#include "core/inference/head_changes.h"

namespace headscope {

CrossAttention::CrossAttention(ComputeContext &context, const ModelConfig &config, const PackedLayer &like,
                               Lengths lengths)
    : m_context(context)
    , m_settings(config.usualAttention())
    , m_lengths(lengths)
    , m_projectQueries(context, lengths.queries, like.crossQueries)
    , m_projectKeysAndValues(context, lengths.keys, like.crossKeysAndValues)
    , m_projectOutput(context, lengths.queries, like.crossOutput, Activation::None, Dense::Store::Add)
    , m_attention(context, {.tokens = lengths.queries,
                            .heads = m_settings.heads,
                            .keyValueHeads = m_settings.heads,
                            .headWidth = m_settings.headWidth,
                            .reach = kAllKeys,
                            .scale = m_settings.scoreScale,
                            .softCap = 0,
                            .keysElsewhere = lengths.keys})
{
}

std::shared_ptr<const Tensor> CrossAttention::keysAndValues(TensorPool &pool, const PackedLayer &layer,
                                                            const Tensor &encoderFinal) const
{
    const auto projected = pool.take({m_lengths.keys, 2 * m_settings.width()});
    m_projectKeysAndValues(m_context, encoderFinal, layer.crossKeysAndValues, *projected);
    return projected;
}

std::shared_ptr<const Tensor> CrossAttention::operator()(TensorPool &pool, const PackedLayer &layer,
                                                         const AttentionRun &run, const Tensor &input,
                                                         const Tensor &keysAndValues, Tensor &residual) const
{
    const auto pattern = pool.take({m_settings.heads, m_lengths.queries, m_lengths.keys});
    const auto queries = pool.take({m_lengths.queries, m_settings.width()});
    const auto mixed = pool.take({m_lengths.queries, m_settings.width()});

    m_projectQueries(m_context, input, layer.crossQueries, *queries);
    m_attention.pattern(m_context, {*queries, keysAndValues}, *pattern, {}, run.stop);
    changePatterns(run.interventions.front(), kAllKeys, *pattern); // what a head looks at
    m_attention.mixValues(m_context, *pattern, {*queries, keysAndValues}, *mixed,
                          HeadAttention::Mixed::AllKeys, run.stop);
    changeMixedValues(run.interventions.front(), m_settings.headWidth, *mixed); // what a head writes
    if (!run.stop.stop_requested())
        m_projectOutput(m_context, *mixed, layer.crossOutput, residual);
    return pattern;
}

std::vector<std::string> CrossAttention::kernelNames() const
{
    std::vector<std::string> names = m_attention.kernelNames();
    for (const Dense *dense : {&m_projectQueries, &m_projectKeysAndValues, &m_projectOutput})
        names.push_back(dense->kernelName());
    return names;
}

} // namespace headscope
