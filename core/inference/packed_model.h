#pragma once

#include "core/model/model_config.h"
#include "core/model/weights.h"
#include "core/ops/packed_matrix.h"
#include "core/text/tokenizer.h"

#include <memory>
#include <span>
#include <vector>

namespace headscope {

/// A layer's learned numbers as the engine multiplies them.
struct PackedLayer {
    NormWeights attentionNorm;
    PackedMatrix qkv;
    Tensor positionKeys;    // [distance, heads * headWidth]: DeBERTa
    Tensor positionQueries; // likewise
    NormWeights queryNorm;
    NormWeights keyNorm;
    PackedMatrix attentionOutput;
    NormWeights attentionUpdateNorm;
    NormWeights crossNorm; // of a decoder's cross attention
    PackedMatrix crossQueries;
    PackedMatrix crossKeysAndValues;
    PackedMatrix crossOutput;
    NormWeights mlpNorm;
    PackedMatrix mlpGate; // empty when the MLP is not gated
    PackedMatrix mlpIn;
    PackedMatrix mlpOut;
    NormWeights mlpUpdateNorm;
    Tensor relativeBias; // [bucket, head]: UMT5
};

/// A model's learned numbers as the engine multiplies them.
struct PackedModel {
    /// Packs matrix after matrix and frees each original at once. Throws std::invalid_argument when the
    /// weights do not have the sizes that `config` promises. `encoderEmbedding`: what a decoder without a
    /// token embedding of its own reads.
    PackedModel(ComputeContext &context, const ModelConfig &config, Weights &&weights,
                std::shared_ptr<const Tensor> encoderEmbedding = nullptr);

    [[nodiscard]] std::size_t bytes() const;
    [[nodiscard]] const PackedLayer &layer(int learned) const
    {
        return layers[static_cast<std::size_t>(learned)];
    }

    /// What a token's vector is before positions are added.
    void copyTokenRow(TokenId id, std::span<float> row) const;

    std::shared_ptr<const Tensor>
        tokenEmbedding; // a decoder's may be its encoder's; null where the output head is the same matrix
    Tensor positionEmbedding;
    Tensor typeEmbedding;
    Tensor relativeBias; // [bucket, head]
    NormWeights embeddingNorm;
    PackedMatrix embeddingProjection;
    PackedMatrix convolution; // DeBERTa
    NormWeights convolutionNorm;
    std::vector<PackedLayer> layers; // the learned ones: ModelConfig::learnedLayer says which of them runs
    NormWeights finalNorm;
    PackedMatrix pooler;
    PackedMatrix outputTransform;
    NormWeights outputNorm;
    PackedMatrix output;
    std::unique_ptr<PackedModel> decoder; // the second stack of an encoder-decoder

private:
    void packLayers(ComputeContext &context, const ModelConfig &config, const Tensor &distances,
                    std::vector<LayerWeights> &&weights);
    void packEmbedding(ComputeContext &context, const ModelConfig &config, DenseWeights &&projection);
    void packConvolution(ComputeContext &context, const ModelConfig &config, Weights &&weights);
    void packOutput(ComputeContext &context, const ModelConfig &config, Weights &&weights);
};

} // namespace headscope
