#pragma once

#include "core/inference/packed_model.h"

namespace headscope {

/// A layer's learned numbers as the engine multiplies them; each original is freed at once. `distances`: the
/// normed rows of DeBERTa's distances, empty for others. Throws std::invalid_argument when sizes do not fit.
[[nodiscard]] PackedLayer packLayer(ComputeContext &context, const ModelConfig &config, int index,
                                    const Tensor &distances, LayerWeights &&weights);

/// Throws std::invalid_argument unless both have biases in the same places.
void expectAlike(const PackedLayer &first, const PackedLayer &other);

} // namespace headscope
