#pragma once

#include "core/model/model_config.h"
#include "core/model/weights.h"
#include "core/ops/packed_matrix.h"

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
    NormWeights mlpNorm;
    PackedMatrix mlpGate; // empty when the MLP is not gated
    PackedMatrix mlpIn;
    PackedMatrix mlpOut;
    NormWeights mlpUpdateNorm;
};

/// A model's learned numbers as the engine multiplies them.
struct PackedModel {
    /// Packs matrix after matrix and frees each original at once. Throws std::invalid_argument when the
    /// weights do not have the sizes that `config` promises.
    PackedModel(ComputeContext &context, const ModelConfig &config, Weights &&weights);

    [[nodiscard]] std::size_t bytes() const;
    [[nodiscard]] const PackedLayer &layer(int learned) const
    {
        return layers[static_cast<std::size_t>(learned)];
    }

    Tensor tokenEmbedding;
    Tensor positionEmbedding;
    Tensor typeEmbedding;
    NormWeights embeddingNorm;
    PackedMatrix embeddingProjection;
    std::vector<PackedLayer> layers; // the learned ones: ModelConfig::learnedLayer says which of them runs
    NormWeights finalNorm;
    PackedMatrix pooler;
    PackedMatrix outputTransform;
    NormWeights outputNorm;
    PackedMatrix output;
};

} // namespace headscope
