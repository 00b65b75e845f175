#pragma once

#include "core/analysis/intervention.h"
#include "core/inference/disentangled_bias.h"
#include "core/inference/packed_model.h"
#include "core/inference/tensor_pool.h"
#include "core/ops/dense.h"
#include "core/ops/head_attention.h"
#include "core/ops/rotary.h"

#include <optional>
#include <stop_token>

namespace headscope {

/// What changes from run to run.
struct AttentionRun {
    const LayerInterventions &interventions;
    const std::stop_token &stop;
};

/// What layers with different settings share.
struct SharedPositions {
    std::vector<Rotary> rotary; ///< one for each table of the model
    ScoreBias bias;             ///< added to the scores
};

/// Attention of all layers that attend in the same way: projections, patterns, mixed values, and the
/// interventions between them.
class AttentionBlock {
public:
    /// `like` stands for all these layers: they have the same sizes. `positions` has to outlive the block.
    AttentionBlock(ComputeContext &context, const ModelConfig &config, const AttentionSettings &settings,
                   const PackedLayer &like, const SharedPositions &positions, std::ptrdiff_t tokens);

    [[nodiscard]] const AttentionSettings &settings() const { return m_settings; }

    /// The pattern [head, query, key]. Adds to `output`, or replaces it when updates are normed before they
    /// are added; nothing usable when stopped.
    [[nodiscard]] std::shared_ptr<const Tensor> operator()(TensorPool &pool, const PackedLayer &layer,
                                                           const AttentionRun &run, const Tensor &input,
                                                           Tensor &output) const;

    [[nodiscard]] std::vector<std::string> kernelNames() const;

private:
    void normQueriesAndKeys(const PackedLayer &layer, Tensor &qkv) const;

    ComputeContext &m_context;
    const ModelConfig &m_config;
    const SharedPositions &m_positions;
    AttentionSettings m_settings;
    std::ptrdiff_t m_tokens;
    Dense m_projectQkv, m_projectOutput;
    HeadAttention m_attention;
    std::optional<DisentangledBias> m_disentangled;
};

} // namespace headscope
