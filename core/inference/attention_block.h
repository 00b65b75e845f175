#pragma once

#include "core/analysis/intervention.h"
#include "core/inference/disentangled_bias.h"
#include "core/inference/packed_model.h"
#include "core/inference/tensor_pool.h"
#include "core/ops/dense.h"
#include "core/ops/head_attention.h"
#include "core/ops/rotary.h"

#include <optional>
#include <span>
#include <stop_token>

namespace headscope {

/// What changes from run to run.
struct AttentionRun {
    std::span<const LayerInterventions> interventions; ///< of each variant
    const std::stop_token &stop;
    ScoreBias bias{}; ///< added to the scores
};

/// What the heads of a layer give.
struct HeadsOutput {
    std::shared_ptr<const Tensor> pattern;    // [head, query, key]; null when not kept or of several variants
    std::shared_ptr<Tensor> mixed;            // [token, heads * headWidth], before the output projection
    std::shared_ptr<const Tensor> overview{}; // of patterns that are not kept: PatternOverview
};

/// One text, or several variants of it that stand below each other in every tensor.
struct PassShape {
    std::ptrdiff_t tokens = 0;
    std::ptrdiff_t variants = 1;
    std::ptrdiff_t tileQueries = 0; ///< patterns are not kept, only so many queries at a time; 0 = kept
    [[nodiscard]] bool keepsPatterns() const { return tileQueries == 0; }
    [[nodiscard]] std::ptrdiff_t rows() const { return tokens * variants; }
    bool operator==(const PassShape &) const = default;
};

/// Attention of all layers that attend in the same way: projections, patterns, mixed values, and the
/// interventions between them.
class AttentionBlock {
public:
    /// `like` stands for all these layers: they have the same sizes. `rotary`, one for each of the
    /// model's tables, has to outlive the block.
    AttentionBlock(ComputeContext &context, const ModelConfig &config, const AttentionSettings &settings,
                   const PackedLayer &like, std::span<const Rotary> rotary, PassShape shape);

    [[nodiscard]] const AttentionSettings &settings() const { return m_settings; }

    /// What the heads look at and what they would write; nothing usable when stopped.
    [[nodiscard]] HeadsOutput heads(TensorPool &pool, const PackedLayer &layer, const AttentionRun &run,
                                    const Tensor &input) const;
    /// The query and the key of one head, before they know their positions: a row of `queriesAndKeys` from
    /// `firstRow` on for each of `input`.
    void projectHead(TensorPool &pool, const PackedLayer &layer, int head, const Tensor &input,
                     Tensor &queriesAndKeys, std::ptrdiff_t firstRow) const;
    /// What one head looks at, as [1, query, key], when the patterns of its layer are not kept. Takes a
    /// `headAlone()` with all rows projected. Unusable when stopped.
    [[nodiscard]] std::shared_ptr<const Tensor> patternOf(int head, const AttentionRun &run,
                                                          Tensor queriesAndKeys) const;
    /// Where the query and the key of one head go: [token, 3 * headWidth], the last third for values that
    /// nobody reads.
    [[nodiscard]] Tensor headAlone() const;
    /// What heads write. Adds to `output`, or replaces it when updates are normed before they are added.
    void project(const PackedLayer &layer, const Tensor &mixed, Tensor &output) const;

    [[nodiscard]] std::vector<std::string> kernelNames() const;

private:
    /// Queries, keys and values before they know their positions.
    [[nodiscard]] std::shared_ptr<Tensor> projected(TensorPool &pool, const PackedLayer &layer,
                                                    const Tensor &input) const;
    /// Tells the first `heads` of each row their position, where that is done by rotating.
    void turn(Tensor &qkv, int heads) const;
    void normQueriesAndKeys(const PackedLayer &layer, Tensor &qkv) const;

    ComputeContext &m_context;
    const ModelConfig &m_config;
    std::span<const Rotary> m_rotary;
    AttentionSettings m_settings;
    PassShape m_shape;
    Dense m_projectQkv, m_projectOutput;
    HeadAttention m_attention;
    std::optional<DisentangledBias> m_disentangled;
};

} // namespace headscope
