#pragma once

#include "core/tensor/tensor.h"

namespace headscope {

/// Some neighbouring columns of every row.
struct ColumnRange {
    std::ptrdiff_t first = 0, count = 0;
};

/// How a part of the packed projection is normed. The columns are cut into groups of `group`; a scale shorter
/// than all columns holds for each group alike.
struct HeadNorm {
    std::ptrdiff_t group = 0;
    float epsilon = 0;
    const Tensor &scale;
    const Tensor &shift; ///< empty: none
};

/// x[i] = x[i] / sqrt(mean over the group of x² + epsilon) * scale[i] (+ shift[i]), in place.
void rmsNormHeads(Tensor &packed, ColumnRange columns, const HeadNorm &norm);

/// x[i] = (x[i] - mean of the group) / sqrt(its variance + epsilon) * scale[i] (+ shift[i]), in place.
void layerNormHeads(Tensor &packed, ColumnRange columns, const HeadNorm &norm);

} // namespace headscope
