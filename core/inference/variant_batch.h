#pragma once

#include "core/analysis/run_result.h"
#include "core/inference/forward_pass.h"

#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace headscope {

/// Sends variants of one text through the dense layers together, below each other in every tensor.
///
/// Below the first changed layer nothing is computed. In that layer the heads of all variants look and write
/// alike, so that is computed once and copied; a variant that changes a pattern has its own. After the heads
/// of the last layer only the rows go on that somebody asked for.
class VariantBatch {
public:
    /// References have to outlive it. `single` is the pass of one text of as many tokens.
    VariantBatch(ComputeContext &context, const ModelConfig &config, const PackedModel &model,
                 ForwardPass &single, TensorPool &pool);

    /// How many a computation might use when this was made.
    [[nodiscard]] int threads() const { return m_threads; }

    /// How many variants together make the dense layers as fast as they get, and fit into `memory` bytes.
    [[nodiscard]] std::size_t size(std::size_t memory) const;

    /// After the model's last norm, variant below variant: the row of `position` of each, or all rows.
    /// `baseline` is a run without interventions. Null when stopped.
    [[nodiscard]] std::shared_ptr<const Tensor> final(const RunResult &baseline,
                                                      std::span<const Interventions> variants,
                                                      std::optional<int> position,
                                                      const std::stop_token &stop);

private:
    using Changes = std::vector<LayerInterventions>; // of each variant

    [[nodiscard]] Changes changesIn(std::span<const Interventions> variants, int layer) const;
    [[nodiscard]] std::shared_ptr<const Tensor>
    firstHeads(int layer, const Tensor &input, const Changes &changes, const std::stop_token &stop);
    [[nodiscard]] std::shared_ptr<const Tensor> chosenRows(const Tensor &all, std::ptrdiff_t variants,
                                                           int position);
    [[nodiscard]] std::shared_ptr<const Tensor> repeated(const Tensor &text, std::ptrdiff_t variants);
    ForwardPass &pass(PassShape shape);

    ComputeContext &m_context;
    const ModelConfig &m_config;
    const PackedModel &m_model;
    ForwardPass &m_single;
    TensorPool &m_pool;
    int m_threads;
    std::vector<std::unique_ptr<ForwardPass>> m_passes;
};

} // namespace headscope
