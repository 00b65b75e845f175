#include "core/inference/disentangled_bias.h"

#include <algorithm>
#include <cmath>

namespace headscope {

namespace {

/// Near distances count exactly, far ones by their logarithm. Single precision as in the reference: the
/// border of a bucket depends on it.
std::ptrdiff_t bucketOf(std::ptrdiff_t distance, const DisentangledPositions &positions)
{
    const std::ptrdiff_t middle = positions.buckets / 2;
    const std::ptrdiff_t far = std::abs(distance);
    if (positions.buckets <= 0 || far <= middle)
        return distance;
    const float reach = std::log(static_cast<float>(positions.farthest - 1) / static_cast<float>(middle));
    const float share = std::log(static_cast<float>(far) / static_cast<float>(middle)) / reach;
    const auto bucket =
        static_cast<std::ptrdiff_t>(std::ceil(share * static_cast<float>(middle - 1))) + middle;
    return distance < 0 ? -bucket : bucket;
}

} // namespace

DisentangledBias::DisentangledBias(const ComputeContext &context, const ModelConfig &config,
                                   const AttentionSettings &settings, std::ptrdiff_t tokens)
    : m_positions(config.disentangled)
    , m_settings(settings)
    , m_tokens(tokens)
{
    const std::ptrdiff_t span = m_positions.span;
    for (std::ptrdiff_t distance = 1 - tokens; distance < tokens; ++distance)
        m_rowOf.push_back(
            std::clamp<std::ptrdiff_t>(bucketOf(distance, m_positions) + span, 0, 2 * span - 1));
    m_firstRow = std::ranges::min(m_rowOf);
    m_usedRows = std::ranges::max(m_rowOf) - m_firstRow + 1;
    for (std::ptrdiff_t &row : m_rowOf)
        row -= m_firstRow;
    m_scores.emplace(context, PositionScores::Shape{tokens, settings.heads, settings.headWidth,
                                                    settings.width() + 2 * settings.keyValueWidth(),
                                                    m_firstRow, m_usedRows});
}

std::shared_ptr<const Tensor> DisentangledBias::operator()(ComputeContext &context, TensorPool &pool,
                                                           const PackedLayer &layer,
                                                           const Tensor &packedQkv) const
{
    std::shared_ptr<const Tensor> fromQueries;
    std::shared_ptr<const Tensor> fromKeys;
    if (m_positions.contentToPosition)
        fromQueries = scoresOf(context, pool, packedQkv, 0, layer.positionKeys);
    if (m_positions.positionToContent)
        fromKeys = scoresOf(context, pool, packedQkv, m_settings.width(), layer.positionQueries);
    const auto bias = pool.take({m_settings.heads, m_tokens, m_tokens});
    addUp(fromQueries.get(), fromKeys.get(), *bias);
    return bias;
}

std::shared_ptr<const Tensor> DisentangledBias::scoresOf(ComputeContext &context, TensorPool &pool,
                                                         const Tensor &packedQkv, std::ptrdiff_t firstColumn,
                                                         const Tensor &rows) const
{
    const auto scores = pool.take({m_settings.heads, m_tokens, m_usedRows});
    (*m_scores)(context, packedQkv, firstColumn, rows, *scores);
    return scores;
}

void DisentangledBias::addUp(const Tensor *fromQueries, const Tensor *fromKeys, Tensor &bias) const
{
    const std::ptrdiff_t tokens = m_tokens;
    const std::ptrdiff_t rows = m_settings.heads * tokens;
    const float scale = m_settings.scoreScale;
#pragma omp parallel for schedule(static)
    for (std::ptrdiff_t row = 0; row < rows; ++row) {
        const std::ptrdiff_t query = row % tokens;
        const std::ptrdiff_t head = row / tokens;
        const std::ptrdiff_t *byDistance = m_rowOf.data() + tokens - 1; // [q - k]
        float *target = bias.data() + row * tokens;
        for (std::ptrdiff_t key = 0; key < tokens; ++key) {
            float sum = 0;
            if (fromQueries != nullptr)
                sum += fromQueries->data()[row * m_usedRows + byDistance[query - key]];
            if (fromKeys != nullptr)
                sum += fromKeys->data()[(head * tokens + key) * m_usedRows + byDistance[query - key]];
            target[key] = sum * scale;
        }
    }
}

std::vector<std::string> DisentangledBias::kernelNames() const
{
    return {m_scores->kernelName()};
}

} // namespace headscope
