#include "core/inference/attention_block.h"

#include "core/inference/head_changes.h"
#include "core/inference/pattern_overview.h"
#include "core/ops/element_wise.h"
#include "core/ops/head_norm.h"
#include "core/tensor/matrix_map.h"
#include "core/tensor/zero_pages.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace headscope {

AttentionBlock::AttentionBlock(ComputeContext &context, const ModelConfig &config,
                               const AttentionSettings &settings, const PackedLayer &like,
                               std::span<const Rotary> rotary, PassShape shape)
    : m_context(context)
    , m_config(config)
    , m_rotary(rotary)
    , m_settings(settings)
    , m_shape(shape)
    , m_projectQkv(context, shape.rows(), like.qkv)
    , m_projectOutput(context, shape.rows(), like.attentionOutput, Activation::None,
                      config.normsUpdate() ? Dense::Store::Replace : Dense::Store::Add)
    , m_attention(context, {shape.tokens, settings.heads, settings.keyValueHeads, settings.headWidth,
                            settings.reach, settings.scoreScale, settings.softCap, 0, shape.tileQueries})
{
    if (config.disentangled.span > 0)
        m_disentangled.emplace(context, config, settings, shape.tokens);
}

HeadsOutput AttentionBlock::heads(TensorPool &pool, const PackedLayer &layer, const AttentionRun &run,
                                  const Tensor &input) const
{
    const auto pattern =
        m_shape.keepsPatterns() ? pool.take({m_settings.heads, m_shape.tokens, m_shape.tokens}) : nullptr;
    const auto mixed = pool.take({m_shape.rows(), m_settings.width()});
    const auto qkv = projected(pool, layer, input);
    turn(*qkv, m_settings.heads + m_settings.keyValueHeads);
    const auto distances = m_disentangled ? (*m_disentangled)(m_context, pool, layer, *qkv) : nullptr;
    const ScoreBias bias =
        distances ? ScoreBias{distances->data(), m_shape.tokens * m_shape.tokens, m_shape.tokens} : run.bias;
    std::optional<PatternOverview> overview;
    if (!pattern && m_shape.variants == 1)
        overview.emplace(m_settings.heads, m_shape.tokens);
    for (std::ptrdiff_t variant = 0; variant < m_shape.variants; ++variant) {
        const LayerInterventions &changes = run.interventions[static_cast<std::size_t>(variant)];
        if (pattern) {
            m_attention.pattern(m_context, *qkv, *pattern, bias, run.stop, variant);
            changePatterns(changes, m_settings.reach, *pattern); // what a head looks at
            m_attention.mixValues(m_context, *pattern, *qkv, *mixed, mixedKeys(changes), run.stop, variant);
        } else {
            const auto look = [&](const HeadAttention::PassingTile &tile) {
                changePattern(changes, m_settings.reach, tile);
                if (overview)
                    overview->add(tile);
            };
            m_attention.mixInTiles(m_context, *qkv, *mixed,
                                   {bias, mixedKeys(changes), look, run.stop, variant});
        }
        changeMixedValues(changes, m_settings.headWidth, {variant * m_shape.tokens, m_shape.tokens},
                          *mixed); // what a head writes
    }
    return {m_shape.variants == 1 ? pattern : nullptr, mixed,
            overview ? std::make_shared<const Tensor>(overview->take()) : nullptr};
}

std::shared_ptr<Tensor> AttentionBlock::projected(TensorPool &pool, const PackedLayer &layer,
                                                  const Tensor &input) const
{
    auto qkv = pool.take({m_shape.rows(), m_settings.width() + 2 * m_settings.keyValueWidth()});
    m_projectQkv(m_context, input, layer.qkv, *qkv);
    if (m_config.qkvLimit > 0)
        cut(*qkv, m_config.qkvLimit);
    normQueriesAndKeys(layer, *qkv);
    return qkv;
}

void AttentionBlock::turn(Tensor &qkv, int heads) const
{
    if (m_settings.rotary)
        m_rotary[static_cast<std::size_t>(*m_settings.rotary)](qkv, heads);
}

Tensor AttentionBlock::headAlone() const
{
    return Tensor::zeros({m_shape.tokens, 3L * m_settings.headWidth});
}

void AttentionBlock::projectHead(TensorPool &pool, const PackedLayer &layer, int head, const Tensor &input,
                                 Tensor &queriesAndKeys, std::ptrdiff_t firstRow) const
{
    const int width = m_settings.headWidth;
    const int keyHead = m_settings.heads + head / (m_settings.heads / m_settings.keyValueHeads);
    const auto qkv = projected(pool, layer, input);
    const ConstMatrixMap all = std::as_const(*qkv).matrix();
    auto alone = queriesAndKeys.matrix().middleRows(firstRow, m_shape.rows());
    alone.leftCols(width) = all.middleCols(head * width, width);
    alone.middleCols(width, width) = all.middleCols(keyHead * width, width);
}

std::shared_ptr<const Tensor> AttentionBlock::patternOf(int head, const AttentionRun &run,
                                                        Tensor queriesAndKeys) const
{
    turn(queriesAndKeys, 2);
    ScoreBias bias = run.bias;
    bias.values = bias.values == nullptr ? nullptr : bias.values + head * bias.perHead;
    auto pattern = std::make_shared<Tensor>(zerosOnDemand({1, m_shape.tokens, m_shape.tokens}));
    HeadAttention(m_context, {m_shape.tokens, 1, 1, m_settings.headWidth, m_settings.reach,
                              m_settings.scoreScale, m_settings.softCap, 0, 0, true})
        .pattern(m_context, queriesAndKeys, *pattern, bias, run.stop);
    Interventions own;
    for (const auto &[id, intervention] : run.interventions.front())
        if (id.head == head)
            own[HeadId{}] = intervention;
    changePatterns({own.cbegin(), own.cend()}, m_settings.reach, *pattern);
    return pattern;
}

void AttentionBlock::project(const PackedLayer &layer, const Tensor &mixed, Tensor &output) const
{
    m_projectOutput(m_context, mixed, layer.attentionOutput, output);
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
