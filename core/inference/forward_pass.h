#pragma once

#include "core/analysis/intervention.h"
#include "core/analysis/run_result.h"
#include "core/inference/embedding.h"
#include "core/inference/packed_model.h"
#include "core/inference/tensor_pool.h"
#include "core/ops/dense.h"
#include "core/ops/head_attention.h"
#include "core/ops/norm.h"
#include "core/ops/rotary.h"

#include <optional>
#include <stop_token>

namespace headscope {

/// What a layer gives.
struct LayerOutput {
    std::shared_ptr<const Tensor> pattern;  // [head, query, key]
    std::shared_ptr<const Tensor> residual; // [token, width]
};

/// The compute graph of a transformer for one number of tokens: its primitives and the buffers between them.
class ForwardPass {
public:
    ForwardPass(ComputeContext &context, const ModelConfig &config, const PackedModel &model,
                std::ptrdiff_t tokens);

    [[nodiscard]] std::ptrdiff_t tokens() const { return m_tokens; }

    /// The residual stream that enters layer 0.
    [[nodiscard]] std::shared_ptr<const Tensor> embedded(TensorPool &pool, const TokenSequence &tokens);

    /// One layer. Empty when stopped.
    [[nodiscard]] std::optional<LayerOutput> layer(TensorPool &pool, int index, const Tensor &input,
                                                   const LayerInterventions &interventions,
                                                   const std::stop_token &stop);

    /// What leaves the last layer, after the model's last norm if it has one.
    [[nodiscard]] std::shared_ptr<const Tensor> finished(TensorPool &pool,
                                                         std::shared_ptr<const Tensor> residual);

    [[nodiscard]] std::vector<std::string> kernelNames() const;

private:
    /// What changes from run to run.
    struct AttentionRun {
        const LayerInterventions &interventions;
        const std::stop_token &stop;
    };

    /// Adds nothing usable when stopped.
    void addAttention(const PackedLayer &layer, const AttentionRun &run, Tensor &pattern, Tensor &residual);
    void addMlp(const PackedLayer &layer, const Tensor &input, Tensor &residual);
    void norm(const NormWeights &weights, const Tensor &input, Tensor &output);

    ComputeContext &m_context;
    const ModelConfig &m_config;
    const PackedModel &m_model;
    std::ptrdiff_t m_tokens;

    Embedding m_embedding;
    Dense m_projectQkv, m_projectOutput, m_mlpIn, m_mlpOut;
    std::optional<Dense> m_mlpGate;
    HeadAttention m_attention;
    std::optional<LayerNorm> m_layerNorm;
    std::optional<Rotary> m_rotary;

    Tensor m_normed, m_qkv, m_mixed, m_hidden, m_gate;
};

} // namespace headscope
