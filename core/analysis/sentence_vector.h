#pragma once

#include "core/model/output_spec.h"
#include "core/tensor/tensor.h"

#include <vector>

namespace headscope {

/// The vector of a whole text from the final vectors [token, width] of all its tokens, special ones included.
///
/// With v_t the vector of token t of T: mean = sum v_t / T, max = largest of each element, MeanSqrtLength =
/// sum v_t / sqrt(T), WeightedMean = sum (t + 1) v_t / sum (t + 1). Several poolings stand one beside the
/// other.
[[nodiscard]] std::vector<float> sentenceVector(const Tensor &final, const SentenceVector &spec);

} // namespace headscope
