#include "core/inference/variant_batch.h"

#include "core/inference/head_changes.h"
#include "core/ops/compute_threads.h"

#include <algorithm>

namespace headscope {

namespace {

/// From this many rows on a dense layer gains nothing from more.
constexpr std::ptrdiff_t kRowsEnough = 512;

int firstChangedLayer(std::span<const Interventions> variants, int layers)
{
    int first = layers;
    for (const Interventions &variant : variants)
        first = std::min(first, firstDifferingLayer({}, variant, layers));
    return first;
}

} // namespace

VariantBatch::VariantBatch(ComputeContext &context, const ModelConfig &config, const PackedModel &model,
                           ForwardPass &single, TensorPool &pool)
    : m_context(context)
    , m_config(config)
    , m_model(model)
    , m_single(single)
    , m_pool(pool)
    , m_threads(computeThreads())
{
}

std::size_t VariantBatch::size(std::size_t memory) const
{
    const std::ptrdiff_t tokens = m_single.shape().tokens;
    const std::ptrdiff_t numbersOfRow = 5L * m_config.width + 2L * m_config.attentionWidth() +
                                        2L * m_config.keyValueWidth() + 2L * m_config.mlpWidth;
    const auto bytesOfVariant = static_cast<std::size_t>(numbersOfRow * tokens) * sizeof(float);
    const auto wanted = static_cast<std::size_t>(std::max<std::ptrdiff_t>(1, kRowsEnough / tokens));
    return std::clamp<std::size_t>(memory / bytesOfVariant, 1, wanted);
}

std::shared_ptr<const Tensor> VariantBatch::final(const RunResult &baseline,
                                                  std::span<const Interventions> variants,
                                                  std::optional<int> position, const std::stop_token &stop)
{
    const std::ptrdiff_t count = std::ssize(variants);
    const int first = firstChangedLayer(variants, m_config.layers);
    if (first == m_config.layers)
        return position ? chosenRows(*repeated(*baseline.final, count), count, *position)
                        : repeated(*baseline.final, count);

    ForwardPass &together = pass({m_single.shape().tokens, count, m_single.shape().tileQueries});
    auto stream = repeated(*baseline.layerInputs[static_cast<std::size_t>(first)], count);
    ForwardPass *rest = &together;
    for (int layer = first; layer < m_config.layers; ++layer) {
        const Changes changes = changesIn(variants, layer);
        auto mixed =
            layer == first
                ? firstHeads(layer, *baseline.layerInputs[static_cast<std::size_t>(first)], changes, stop)
                : together.heads(m_pool, layer, *stream, {changes, stop}).mixed;
        if (stop.stop_requested())
            return nullptr;
        if (layer + 1 == m_config.layers && position) {
            rest = &pass({1, count});
            stream = chosenRows(*stream, count, *position);
            mixed = mixed ? chosenRows(*mixed, count, *position) : nullptr;
        }
        stream = rest->afterHeads(m_pool, layer, *stream, mixed.get());
        if (stop.stop_requested())
            return nullptr;
    }
    return rest->finished(m_pool, std::move(stream));
}

VariantBatch::Changes VariantBatch::changesIn(std::span<const Interventions> variants, int layer) const
{
    Changes changes;
    for (const Interventions &variant : variants)
        changes.push_back(interventionsIn(variant, layer));
    return changes;
}

std::shared_ptr<const Tensor> VariantBatch::firstHeads(int layer, const Tensor &input, const Changes &changes,
                                                       const std::stop_token &stop)
{
    const LayerInterventions none;
    const HeadsOutput untouched = m_single.heads(m_pool, layer, input, {{&none, 1}, stop});
    if (!untouched.mixed)
        return nullptr;
    const std::ptrdiff_t tokens = m_single.shape().tokens;
    const int headWidth = m_config.attention(layer).headWidth;
    const auto all = m_pool.take({tokens * std::ssize(changes), untouched.mixed->columns()});
    for (std::ptrdiff_t variant = 0; variant < std::ssize(changes) && !stop.stop_requested(); ++variant) {
        const LayerInterventions &change = changes[static_cast<std::size_t>(variant)];
        float *const rows = all->data() + variant * untouched.mixed->size();
        if (changesPatterns(change)) {
            const HeadsOutput own = m_single.heads(m_pool, layer, input, {{&change, 1}, stop});
            std::ranges::copy(own.mixed->values(), rows);
            continue;
        }
        std::ranges::copy(untouched.mixed->values(), rows);
        changeMixedValues(change, headWidth, {variant * tokens, tokens}, *all);
    }
    return all;
}

std::shared_ptr<const Tensor> VariantBatch::chosenRows(const Tensor &all, std::ptrdiff_t variants,
                                                       int position)
{
    const std::ptrdiff_t tokens = m_single.shape().tokens;
    const auto rows = m_pool.take({variants, all.columns()});
    for (std::ptrdiff_t variant = 0; variant < variants; ++variant)
        std::ranges::copy(all.row(variant * tokens + position), rows->row(variant).begin());
    return rows;
}

std::shared_ptr<const Tensor> VariantBatch::repeated(const Tensor &text, std::ptrdiff_t variants)
{
    const auto all = m_pool.take({text.rows() * variants, text.columns()});
    for (std::ptrdiff_t variant = 0; variant < variants; ++variant)
        std::ranges::copy(text.values(), all->data() + variant * text.size());
    return all;
}

ForwardPass &VariantBatch::pass(PassShape shape)
{
    const auto found = std::ranges::find(m_passes, shape, [](const auto &pass) { return pass->shape(); });
    if (found != m_passes.end())
        return **found;
    m_passes.push_back(std::make_unique<ForwardPass>(m_context, m_config, m_model, shape));
    return *m_passes.back();
}

} // namespace headscope
