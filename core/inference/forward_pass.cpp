#include "core/inference/forward_pass.h"

#include "core/ops/element_wise.h"

#include <algorithm>

namespace headscope {

ForwardPass::ForwardPass(ComputeContext &context, const ModelConfig &config, const PackedModel &model,
                         std::ptrdiff_t tokens, std::ptrdiff_t encoderTokens)
    : m_config(config)
    , m_model(model)
    , m_tokens(tokens)
    , m_embedding(context, config, model, tokens)
    , m_encoderTokens(encoderTokens)
    , m_norm(context, config, tokens)
    , m_mlp(context, config, model.layers.front(), tokens)
{
    for (const RotaryTable &table : config.rotary)
        m_positions.rotary.emplace_back(Rotary::Shape{tokens, config.headWidth}, table.frequenciesFor(tokens),
                                        table.magnitude);
    if (config.positionScheme == PositionScheme::LinearBias) {
        m_positionBias = PositionBias::linear(config.linearBias, tokens);
        m_positions.bias = m_positionBias->ofLayer();
    }
    if (config.relativeBuckets > 0) {
        const bool bothSides = config.attentionScope == AttentionScope::Bidirectional;
        m_positionBias =
            PositionBias::relative(model.relativeBias, {config.relativeReach, bothSides}, tokens);
        m_positions.bias = m_positionBias->ofLayer();
    }
    buildAttention(context);
    if (config.crossAttention)
        m_crossAttention.emplace(context, config, model.layers.front(),
                                 CrossAttention::Lengths{tokens, encoderTokens});
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
                std::make_unique<AttentionBlock>(context, m_config, settings, layer, m_positions, m_tokens));
            same = m_attentions.end() - 1;
        }
        m_attentionOf.push_back(same->get());
    }
}

std::shared_ptr<const Tensor> ForwardPass::embedded(TensorPool &pool, const TokenSequence &tokens)
{
    const std::shared_ptr<Tensor> residual = pool.take({m_tokens, m_config.width});
    m_embedding(tokens, *residual);
    return residual;
}

std::optional<LayerOutput> ForwardPass::layer(TensorPool &pool, int index, const Tensor &input,
                                              const LayerChanges &changes, const std::stop_token &stop)
{
    const PackedLayer &layer = m_model.layer(m_config.learnedLayer(index));
    const bool normsSum = m_config.normPlace == NormPlace::AfterBlock;
    const std::shared_ptr<Tensor> residual = pool.take({m_tokens, m_config.width});
    std::ranges::copy(input.values(), residual->data());

    Entering read = entering(pool, layer.attentionNorm, input);
    auto pattern = addAttention(pool, index, {changes.own, stop}, read.values, *residual);
    if (stop.stop_requested())
        return {};
    if (normsSum && pattern)
        m_norm(layer.attentionNorm, *residual, *residual);
    std::shared_ptr<const Tensor> crossPattern;
    if (m_crossAttention)
        crossPattern = addCrossAttention(pool, index, {changes.cross, stop}, *residual);
    if (stop.stop_requested())
        return {};

    switch (m_config.mlpPlace) {
    case MlpPlace::AfterAttention:
        addMlp(pool, layer, entering(pool, layer.mlpNorm, *residual).values, *residual);
        break;
    case MlpPlace::BesideAttention:
        addMlp(pool, layer, entering(pool, layer.mlpNorm, input).values, *residual);
        break;
    case MlpPlace::SharesNorm:
        addMlp(pool, layer, read.values, *residual);
        break;
    }
    if (normsSum)
        m_norm(layer.mlpNorm, *residual, *residual);
    return LayerOutput{std::move(pattern), std::move(crossPattern), residual};
}

ForwardPass::Entering ForwardPass::entering(TensorPool &pool, const NormWeights &weights,
                                            const Tensor &input) const
{
    if (!m_config.normsInput() || weights.scale.isEmpty())
        return {input, nullptr};
    const auto normed = pool.take({m_tokens, m_config.width});
    m_norm(weights, input, *normed);
    return {*normed, normed};
}

std::shared_ptr<const Tensor> ForwardPass::addAttention(TensorPool &pool, int index, const AttentionRun &run,
                                                        const Tensor &input, Tensor &residual) const
{
    const AttentionBlock *attention = m_attentionOf[static_cast<std::size_t>(index)];
    if (attention == nullptr)
        return nullptr;
    const PackedLayer &layer = m_model.layer(m_config.learnedLayer(index));
    if (!m_config.normsUpdate())
        return (*attention)(pool, layer, run, input, residual);
    const auto update = pool.take({m_tokens, m_config.width});
    auto pattern = (*attention)(pool, layer, run, input, *update);
    addNormed(layer.attentionUpdateNorm, *update, residual);
    return pattern;
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
    const auto update = pool.take({m_tokens, m_config.width});
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
