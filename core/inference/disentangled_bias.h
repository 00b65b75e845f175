#pragma once

#include "core/inference/packed_model.h"
#include "core/inference/tensor_pool.h"
#include "core/ops/position_scores.h"
#include "core/ops/softmax.h"

#include <memory>
#include <optional>
#include <vector>

namespace headscope {

/// DeBERTa's terms of a score that know the distance between two tokens: content to position and position to
/// content.
///
/// bias[h, q, k] = scale * (query[q, h] · positionKey[r, h] + key[k, h] · positionQuery[r, h]), r = row of q
/// - k
class DisentangledBias {
public:
    DisentangledBias(const ComputeContext &context, const ModelConfig &config,
                     const AttentionSettings &settings, std::ptrdiff_t tokens);

    /// [head, query, key]
    [[nodiscard]] std::shared_ptr<const Tensor> operator()(ComputeContext &context, TensorPool &pool,
                                                           const PackedLayer &layer,
                                                           const Tensor &packedQkv) const;

    [[nodiscard]] std::vector<std::string> kernelNames() const;

private:
    [[nodiscard]] std::shared_ptr<const Tensor> scoresOf(ComputeContext &context, TensorPool &pool,
                                                         const Tensor &packedQkv, std::ptrdiff_t firstColumn,
                                                         const Tensor &rows) const;
    void addUp(const Tensor *fromQueries, const Tensor *fromKeys, Tensor &bias) const;

    DisentangledPositions m_positions;
    AttentionSettings m_settings;
    std::ptrdiff_t m_tokens;
    std::vector<std::ptrdiff_t>
        m_rowOf; ///< of the distance q - k, from -(tokens - 1) on; the used rows count from 0
    std::ptrdiff_t m_firstRow = 0, m_usedRows = 0;
    std::optional<PositionScores> m_scores;
};

} // namespace headscope
