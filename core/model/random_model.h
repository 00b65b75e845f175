#pragma once

#include "core/model/model_config.h"
#include "core/model/weights.h"

#include <cstdint>

namespace headscope {

/// How random weights are drawn.
struct RandomWeights {
    std::uint64_t seed = 1;
    float spread = 0.02F; ///< standard deviation of matrices, biases and embeddings
};

/// Seeded random weights of a model of this kind: for measurements and tests. Norms scale by about 1.
/// Classifiers get a pooler, masked-token models a transform.
[[nodiscard]] Weights randomWeights(const ModelConfig &config, const RandomWeights &options = {});

/// The sizes of GPT-2 small, BERT-base (without an output head), SmolLM2-135M and MiniLM-L6: what
/// measurements are made on.
[[nodiscard]] ModelConfig gpt2SmallConfig();
[[nodiscard]] ModelConfig bertBaseConfig();
[[nodiscard]] ModelConfig smolLm2Config();
[[nodiscard]] ModelConfig miniLmConfig();

} // namespace headscope
