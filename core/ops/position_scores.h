#pragma once

#include "core/ops/compute_context.h"

#include <string>

namespace headscope {

/// scores[h, t, r] = sum_i packed[t, first column + h * headWidth + i] * rows[first row + r, h * headWidth +
/// i]
///
/// What each token's query or key says to each learned position, head by head. Grouped heads are not known
/// here: as many keys as queries.
class PositionScores {
public:
    struct Shape {
        std::ptrdiff_t tokens = 0, heads = 0, headWidth = 0;
        std::ptrdiff_t packedColumns = 0; ///< of the projection that the tokens are read from
        std::ptrdiff_t firstRow = 0, rows = 0;
    };

    PositionScores(const ComputeContext &context, const Shape &shape);

    void operator()(ComputeContext &context, const Tensor &packed, std::ptrdiff_t firstColumn,
                    const Tensor &rows, Tensor &scores) const;

    [[nodiscard]] std::string kernelName() const { return kernelNameOf(m_description); }

private:
    Shape m_shape;
    dnnl::matmul::primitive_desc m_description;
    dnnl::matmul m_primitive;
};

} // namespace headscope
