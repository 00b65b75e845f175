#pragma once

#include "core/model/model_config.h"
#include "core/model/weights.h"
#include "core/ops/packed_matrix.h"

#include <cstddef>
#include <string>

namespace headscope {

struct MatrixShape {
    std::ptrdiff_t in = 0, out = 0;
};

// All of these throw std::invalid_argument naming `what` when the weights do not have the sizes that the
// configuration promises.

void expect(bool holds, const std::string &what);
void expectSizes(const DenseWeights &weights, MatrixShape shape, const std::string &what);

/// The matrix in the layout that is multiplied fastest; the original is freed.
[[nodiscard]] PackedMatrix packDense(ComputeContext &context, DenseWeights &&weights, MatrixShape shape,
                                     const std::string &what);

/// A missing shift is one of zeros: the op always adds it. Empty when nothing is normed there.
[[nodiscard]] NormWeights packNorm(NormWeights &&weights, const ModelConfig &config, std::ptrdiff_t width,
                                   const std::string &what);

} // namespace headscope
