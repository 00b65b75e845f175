#pragma once

#include "core/analysis/run_result.h"
#include "core/inference/attention_block.h"
#include "core/inference/convolution_block.h"
#include "core/inference/cross_attention.h"
#include "core/inference/embedding.h"
#include "core/inference/mlp_block.h"
#include "core/inference/norm_layer.h"
#include "core/inference/position_bias.h"

#include <optional>
#include <stop_token>

namespace headscope {

/// What a layer gives.
struct LayerOutput {
    std::shared_ptr<const Tensor>
        pattern; // [head, query, key]; null when not kept or the layer does not attend
    std::shared_ptr<const Tensor> crossPattern; // [head, query, encoder's token]; of a decoder
    std::shared_ptr<const Tensor> residual;     // [token, width]
    std::shared_ptr<const Tensor> overview;     // of patterns that are not kept
};

/// What is done to the heads of one layer.
struct LayerChanges {
    LayerInterventions own;
    LayerInterventions cross; ///< of a decoder's cross attention
};

/// The compute graph of a stack of layers for one number of tokens, and one of variants of the same text: of
/// a whole model, or of an encoder or a decoder.
class ForwardPass {
public:
    /// `encoderTokens`: of a decoder, how many tokens it looks at with its cross attention.
    ForwardPass(ComputeContext &context, const ModelConfig &config, const PackedModel &model, PassShape shape,
                std::ptrdiff_t encoderTokens = 0);
    ForwardPass(const ForwardPass &) = delete;
    ForwardPass &operator=(const ForwardPass &) = delete;

    [[nodiscard]] PassShape shape() const { return m_shape; }
    [[nodiscard]] std::ptrdiff_t tokens() const { return m_shape.tokens; }

    /// The residual stream that enters layer 0.
    [[nodiscard]] std::shared_ptr<const Tensor> embedded(TensorPool &pool, const TokenSequence &tokens);

    [[nodiscard]] std::ptrdiff_t encoderTokens() const { return m_encoderTokens; }

    /// Tells a decoder what its encoder gave; the keys and values of a layer are computed when it is first
    /// run.
    void lookAt(std::shared_ptr<const Tensor> encoderFinal);

    /// One layer. Empty when stopped.
    [[nodiscard]] std::optional<LayerOutput> layer(TensorPool &pool, int index, const Tensor &input,
                                                   const LayerChanges &changes, const std::stop_token &stop);

    /// The first half of a layer, where its tokens meet: `input` is [variant, token, width]. Without values
    /// when the layer does not attend.
    [[nodiscard]] HeadsOutput heads(TensorPool &pool, int index, const Tensor &input,
                                    const AttentionRun &run) const;
    /// What one head looks at, computed again from the layer's input: [1, query, key]. Null when the layer
    /// does not attend; unusable when stopped.
    [[nodiscard]] std::shared_ptr<const Tensor> patternOf(TensorPool &pool, const HeadId &head,
                                                          const Tensor &input, const AttentionRun &run) const;
    /// The second half, which treats every row alone: output projection, MLP, norms. What enters the next
    /// layer; `mixed` may be null where the layer does not attend. Not for decoders with cross attention.
    [[nodiscard]] std::shared_ptr<const Tensor> afterHeads(TensorPool &pool, int index, const Tensor &input,
                                                           const Tensor *mixed) const;

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

    /// Some rows of a text, and what computes them.
    struct Part {
        const ForwardPass &pass;
        QueryRange rows;
    };

    /// All rows: of a long text a part after the other, which takes less memory.
    [[nodiscard]] std::vector<Part> parts() const;
    void buildPositions();
    void buildAttention(ComputeContext &context);
    [[nodiscard]] AttentionRun withBias(const AttentionRun &run, int index) const;
    void buildParts(ComputeContext &context);
    /// `input` normed, or as it is when the model does not norm what enters a block.
    [[nodiscard]] Entering entering(TensorPool &pool, const NormWeights &weights, const Tensor &input) const;
    [[nodiscard]] std::shared_ptr<const Tensor>
    afterHeadsInParts(TensorPool &pool, int index, const Tensor &input, const Tensor *mixed) const;
    /// The residual stream with what the heads write.
    [[nodiscard]] std::shared_ptr<Tensor> withHeads(TensorPool &pool, int index, const Tensor &input,
                                                    const Tensor *mixed) const;
    void addAttention(TensorPool &pool, int index, const Tensor &mixed, Tensor &residual) const;
    /// `input` is what entered the layer.
    void addMlpOf(TensorPool &pool, int index, const Tensor &input, Tensor &residual) const;
    /// The pattern; null when stopped.
    [[nodiscard]] std::shared_ptr<const Tensor> addCrossAttention(TensorPool &pool, int index,
                                                                  const AttentionRun &run, Tensor &residual);
    void addMlp(TensorPool &pool, const PackedLayer &layer, const Tensor &input, Tensor &residual) const;
    /// residual += the update normed
    void addNormed(const NormWeights &weights, Tensor &update, Tensor &residual) const;

    const ModelConfig &m_config;
    const PackedModel &m_model;
    PassShape m_shape;
    std::vector<std::unique_ptr<ForwardPass>>
        m_parts; ///< of a long text: what treats every row alone, for fewer rows
    Embedding m_embedding;
    std::ptrdiff_t m_encoderTokens;
    std::vector<PositionBias> m_positionBiases; ///< none, one for all layers, or one for each
    std::vector<Rotary> m_rotary;               ///< one for each table of the model
    NormLayer m_norm;
    MlpBlock m_mlp;
    std::optional<ConvolutionBlock> m_convolution;
    std::vector<std::unique_ptr<AttentionBlock>> m_attentions; ///< one for each way that layers attend
    std::optional<CrossAttention> m_crossAttention;
    std::shared_ptr<const Tensor> m_encoderFinal;
    std::vector<std::shared_ptr<const Tensor>>
        m_encoderKeysAndValues;                        ///< a layer each; null: not computed yet
    std::vector<const AttentionBlock *> m_attentionOf; ///< of each layer; null when it does not attend
};

} // namespace headscope
