#include "core/inference/forward_pass.h"

#include "core/ops/element_wise.h"
#include "core/tensor/matrix_map.h"

#include <algorithm>

namespace headscope {

namespace {

constexpr std::ptrdiff_t kRowsOfPart = 1024;

std::shared_ptr<Tensor> copied(TensorPool &pool, const Tensor &all, QueryRange rows)
{
    auto some = pool.take({rows.count, all.columns()});
    std::copy_n(all.data() + rows.first * all.columns(), some->size(), some->data());
    return some;
}

} // namespace

ForwardPass::ForwardPass(ComputeContext &context, const ModelConfig &config, const PackedModel &model,
                         PassShape shape, std::ptrdiff_t encoderTokens)
    : m_config(config)
    , m_model(model)
    , m_shape(shape)
    , m_embedding(context, config, model, shape.tokens)
    , m_encoderTokens(encoderTokens)
    , m_norm(context, config, shape.rows())
    , m_mlp(context, config, model.layers.front(), shape.rows())
{
    buildPositions();
    buildAttention(context);
    buildParts(context);
    if (config.convolution.tokens > 0)
        m_convolution.emplace(context, config, model, shape.tokens);
    if (config.crossAttention)
        m_crossAttention.emplace(context, config, model.layers.front(),
                                 CrossAttention::Lengths{shape.tokens, encoderTokens});
}

void ForwardPass::buildPositions()
{
    const std::ptrdiff_t tokens = m_shape.tokens;
    for (const RotaryTable &table : m_config.rotary)
        m_rotary.emplace_back(Rotary::Shape{tokens, m_config.headWidth}, table.frequenciesFor(tokens),
                              table.magnitude);
    if (m_config.positionScheme == PositionScheme::LinearBias)
        m_positionBiases.push_back(PositionBias::linear(m_config.linearBias, tokens));
    const bool bothSides = m_config.attentionScope == AttentionScope::Bidirectional;
    const bool ofLayers = m_config.relativeBiasOfLayers;
    const int tables = m_config.relativeBuckets == 0 ? 0 : ofLayers ? m_config.layers : 1;
    for (int index = 0; index < tables; ++index)
        m_positionBiases.push_back(
            PositionBias::relative(ofLayers ? m_model.layer(index).relativeBias : m_model.relativeBias,
                                   {m_config.relativeReach, bothSides}, tokens));
}

AttentionRun ForwardPass::withBias(const AttentionRun &run, int index) const
{
    if (m_positionBiases.empty())
        return run;
    const std::size_t table = m_config.relativeBiasOfLayers ? static_cast<std::size_t>(index) : 0;
    return {run.interventions, run.stop, m_positionBiases[table].ofLayer()};
}

/// In a long text the wide tensors of the MLP would take more memory than everything else.
void ForwardPass::buildParts(ComputeContext &context)
{
    if (m_shape.keepsPatterns())
        return;
    for (std::ptrdiff_t first = 0; first < m_shape.rows(); first += kRowsOfPart)
        if (const std::ptrdiff_t rows = std::min(kRowsOfPart, m_shape.rows() - first);
            m_parts.empty() || m_parts.back()->shape().rows() != rows)
            m_parts.push_back(std::make_unique<ForwardPass>(context, m_config, m_model, PassShape{1, rows}));
}

void ForwardPass::lookAt(std::shared_ptr<const Tensor> encoderFinal)
{
    if (encoderFinal == m_encoderFinal)
        return;
    m_encoderFinal = std::move(encoderFinal);
    m_encoderKeysAndValues.assign(m_model.layers.size(), nullptr);
}

void ForwardPass::buildAttention(ComputeContext &context)
{
    for (int index = 0; index < m_config.layers; ++index) {
        const AttentionSettings settings = m_config.attention(index);
        if (!settings.hasAttention) {
            m_attentionOf.push_back(nullptr);
            continue;
        }
        auto same =
            std::ranges::find(m_attentions, settings, [](const auto &block) { return block->settings(); });
        if (same == m_attentions.end()) {
            const PackedLayer &layer = m_model.layer(m_config.learnedLayer(index));
            m_attentions.push_back(
                std::make_unique<AttentionBlock>(context, m_config, settings, layer, m_rotary, m_shape));
            same = m_attentions.end() - 1;
        }
        m_attentionOf.push_back(same->get());
    }
}

std::shared_ptr<const Tensor> ForwardPass::embedded(TensorPool &pool, const TokenSequence &tokens)
{
    const std::shared_ptr<Tensor> residual = pool.take({m_shape.rows(), m_config.width});
    m_embedding(tokens, *residual);
    return residual;
}

std::optional<LayerOutput> ForwardPass::layer(TensorPool &pool, int index, const Tensor &input,
                                              const LayerChanges &changes, const std::stop_token &stop)
{
    const HeadsOutput heads = this->heads(pool, index, input, {{&changes.own, 1}, stop});
    if (stop.stop_requested())
        return {};
    if (!m_crossAttention)
        return LayerOutput{heads.pattern, nullptr, afterHeads(pool, index, input, heads.mixed.get()),
                           heads.overview};
    const auto residual = withHeads(pool, index, input, heads.mixed.get());
    auto crossPattern = addCrossAttention(pool, index, {{&changes.cross, 1}, stop}, *residual);
    if (stop.stop_requested())
        return {};
    addMlpOf(pool, index, input, *residual);
    return LayerOutput{heads.pattern, std::move(crossPattern), residual, nullptr};
}

HeadsOutput ForwardPass::heads(TensorPool &pool, int index, const Tensor &input,
                               const AttentionRun &run) const
{
    const AttentionBlock *attention = m_attentionOf[static_cast<std::size_t>(index)];
    if (attention == nullptr)
        return {};
    const PackedLayer &layer = m_model.layer(m_config.learnedLayer(index));
    return attention->heads(pool, layer, withBias(run, index),
                            entering(pool, layer.attentionNorm, input).values);
}

std::shared_ptr<const Tensor> ForwardPass::patternOf(TensorPool &pool, const HeadId &head,
                                                     const Tensor &input, const AttentionRun &run) const
{
    const auto index = static_cast<std::size_t>(head.layer);
    const AttentionBlock *attention = m_attentionOf[index];
    if (attention == nullptr)
        return nullptr;
    const PackedLayer &layer = m_model.layer(m_config.learnedLayer(head.layer));
    Tensor alone = attention->headAlone();
    for (const Part &part : parts()) {
        const auto rows = copied(pool, input, part.rows);
        const Entering entered = part.pass.entering(pool, layer.attentionNorm, *rows);
        part.pass.m_attentionOf[index]->projectHead(pool, layer, head.head, entered.values, alone,
                                                    part.rows.first);
    }
    return attention->patternOf(head.head, withBias(run, head.layer), std::move(alone));
}

std::vector<ForwardPass::Part> ForwardPass::parts() const
{
    if (m_parts.empty())
        return {{*this, {0, m_shape.rows()}}};
    std::vector<Part> parts;
    for (std::ptrdiff_t first = 0; first < m_shape.rows(); first += kRowsOfPart) {
        const std::ptrdiff_t count = std::min(kRowsOfPart, m_shape.rows() - first);
        parts.push_back({count == kRowsOfPart ? *m_parts.front() : *m_parts.back(), {first, count}});
    }
    return parts;
}

std::shared_ptr<const Tensor> ForwardPass::afterHeadsInParts(TensorPool &pool, int index, const Tensor &input,
                                                             const Tensor *mixed) const
{
    const auto output = pool.take(input.shape());
    for (const Part &part : parts()) {
        const auto mixedRows = mixed != nullptr ? copied(pool, *mixed, part.rows) : nullptr;
        const auto done = part.pass.afterHeads(pool, index, *copied(pool, input, part.rows), mixedRows.get());
        std::ranges::copy(done->values(), output->data() + part.rows.first * output->columns());
    }
    return output;
}

std::shared_ptr<const Tensor> ForwardPass::afterHeads(TensorPool &pool, int index, const Tensor &input,
                                                      const Tensor *mixed) const
{
    if (!m_parts.empty())
        return afterHeadsInParts(pool, index, input, mixed);
    const auto residual = withHeads(pool, index, input, mixed);
    addMlpOf(pool, index, input, *residual);
    if (m_convolution && index == 0)
        (*m_convolution)(pool, m_model, input, *residual);
    return residual;
}

std::shared_ptr<Tensor> ForwardPass::withHeads(TensorPool &pool, int index, const Tensor &input,
                                               const Tensor *mixed) const
{
    const PackedLayer &layer = m_model.layer(m_config.learnedLayer(index));
    auto residual = pool.take({m_shape.rows(), m_config.width});
    if (m_config.normPlace == NormPlace::OnStream)
        m_norm(layer.attentionNorm, input, *residual);
    else
        std::ranges::copy(input.values(), residual->data());
    if (mixed != nullptr)
        addAttention(pool, index, *mixed, *residual);
    if (m_config.normPlace == NormPlace::AfterBlock && mixed != nullptr)
        m_norm(layer.attentionNorm, *residual, *residual);
    return residual;
}

void ForwardPass::addMlpOf(TensorPool &pool, int index, const Tensor &input, Tensor &residual) const
{
    const PackedLayer &layer = m_model.layer(m_config.learnedLayer(index));
    if (m_config.normPlace == NormPlace::OnStream) {
        m_norm(layer.mlpNorm, residual, residual);
        return addMlp(pool, layer, residual, residual);
    }
    switch (m_config.mlpPlace) {
    case MlpPlace::AfterAttention:
        addMlp(pool, layer, entering(pool, layer.mlpNorm, residual).values, residual);
        break;
    case MlpPlace::BesideAttention:
        addMlp(pool, layer, entering(pool, layer.mlpNorm, input).values, residual);
        break;
    case MlpPlace::SharesNorm:
        addMlp(pool, layer, entering(pool, layer.attentionNorm, input).values, residual);
        break;
    }
    if (m_config.normPlace == NormPlace::AfterBlock)
        m_norm(layer.mlpNorm, residual, residual);
}

ForwardPass::Entering ForwardPass::entering(TensorPool &pool, const NormWeights &weights,
                                            const Tensor &input) const
{
    if (!m_config.normsInput() || weights.scale.isEmpty())
        return {input, nullptr};
    const auto normed = pool.take({m_shape.rows(), m_config.width});
    m_norm(weights, input, *normed);
    return {*normed, normed};
}

void ForwardPass::addAttention(TensorPool &pool, int index, const Tensor &mixed, Tensor &residual) const
{
    const AttentionBlock &attention = *m_attentionOf[static_cast<std::size_t>(index)];
    const PackedLayer &layer = m_model.layer(m_config.learnedLayer(index));
    if (!m_config.normsUpdate())
        return attention.project(layer, mixed, residual);
    const auto update = pool.take({m_shape.rows(), m_config.width});
    attention.project(layer, mixed, *update);
    addNormed(layer.attentionUpdateNorm, *update, residual);
}

std::shared_ptr<const Tensor> ForwardPass::addCrossAttention(TensorPool &pool, int index,
                                                             const AttentionRun &run, Tensor &residual)
{
    const PackedLayer &layer = m_model.layers[static_cast<std::size_t>(index)];
    auto &keysAndValues = m_encoderKeysAndValues[static_cast<std::size_t>(index)];
    if (!keysAndValues)
        keysAndValues = m_crossAttention->keysAndValues(pool, layer, *m_encoderFinal);
    const Entering read = entering(pool, layer.crossNorm, residual);
    auto pattern = (*m_crossAttention)(pool, layer, run, read.values, *keysAndValues, residual);
    if (m_config.normPlace == NormPlace::AfterBlock)
        m_norm(layer.crossNorm, residual, residual);
    return pattern;
}

void ForwardPass::addMlp(TensorPool &pool, const PackedLayer &layer, const Tensor &input,
                         Tensor &residual) const
{
    if (!m_config.normsUpdate())
        return m_mlp(pool, layer, input, residual);
    const auto update = pool.take({m_shape.rows(), m_config.width});
    m_mlp(pool, layer, input, *update);
    addNormed(layer.mlpUpdateNorm, *update, residual);
}

void ForwardPass::addNormed(const NormWeights &weights, Tensor &update, Tensor &residual) const
{
    m_norm(weights, update, update);
    residual.matrix() += update.matrix();
}

std::shared_ptr<const Tensor> ForwardPass::finished(TensorPool &pool, std::shared_ptr<const Tensor> residual)
{
    if (m_model.finalNorm.scale.isEmpty())
        return residual;
    const std::shared_ptr<Tensor> normed = pool.take(residual->shape());
    m_norm(m_model.finalNorm, *residual, *normed);
    return normed;
}

std::vector<std::string> ForwardPass::kernelNames() const
{
    std::vector<std::string> names = m_mlp.kernelNames();
    std::ranges::copy(m_norm.kernelNames(), std::back_inserter(names));
    for (const auto &attention : m_attentions)
        std::ranges::copy(attention->kernelNames(), std::back_inserter(names));
    if (m_crossAttention)
        std::ranges::copy(m_crossAttention->kernelNames(), std::back_inserter(names));
    return names;
}

} // namespace headscope
