#pragma once

#include "core/analysis/run_result.h"
#include "core/inference/attention_block.h"
#include "core/inference/embedding.h"
#include "core/inference/mlp_block.h"
#include "core/inference/norm_layer.h"
#include "core/inference/position_bias.h"

#include <optional>
#include <stop_token>

namespace headscope {

/// What a layer gives.
struct LayerOutput {
    std::shared_ptr<const Tensor> pattern;  // [head, query, key]; null when the layer does not attend
    std::shared_ptr<const Tensor> residual; // [token, width]
};

/// The compute graph of a transformer for one number of tokens.
class ForwardPass {
public:
    ForwardPass(ComputeContext &context, const ModelConfig &config, const PackedModel &model,
                std::ptrdiff_t tokens);
    ForwardPass(const ForwardPass &) = delete;
    ForwardPass &operator=(const ForwardPass &) = delete;

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
    /// A tensor, and what keeps it when it is not the caller's.
    struct Entering {
        const Tensor &values;
        std::shared_ptr<const Tensor> owner;
    };

    void buildAttention(ComputeContext &context);
    /// `input` normed, or as it is when the model does not norm what enters a block.
    [[nodiscard]] Entering entering(TensorPool &pool, const NormWeights &weights, const Tensor &input) const;
    [[nodiscard]] std::shared_ptr<const Tensor> addAttention(TensorPool &pool, int index,
                                                             const AttentionRun &run, const Tensor &input,
                                                             Tensor &residual) const;
    void addMlp(TensorPool &pool, const PackedLayer &layer, const Tensor &input, Tensor &residual) const;
    /// residual += the update normed
    void addNormed(const NormWeights &weights, Tensor &update, Tensor &residual) const;

    const ModelConfig &m_config;
    const PackedModel &m_model;
    std::ptrdiff_t m_tokens;
    Embedding m_embedding;
    std::optional<PositionBias> m_positionBias;
    SharedPositions m_positions;
    NormLayer m_norm;
    MlpBlock m_mlp;
    std::vector<std::unique_ptr<AttentionBlock>> m_attentions; ///< one for each way that layers attend
    std::vector<const AttentionBlock *> m_attentionOf; ///< of each layer; null when it does not attend
};

} // namespace headscope
