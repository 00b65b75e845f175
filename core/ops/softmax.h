#pragma once

#include "core/tensor/tensor.h"

namespace headscope {

/// Which keys a query may see.
enum class VisibleKeys { All, UpToQuery };

/// Some neighbouring queries.
struct QueryRange {
    std::ptrdiff_t first = 0, count = 0;
};

/// pattern[h, q, k] = exp(scale * scores[h, q, k]) / sum over visible j of exp(scale * scores[h, q, j]), in
/// place, for all heads and some queries; 0 for keys that are not visible.
void softmaxOverKeys(Tensor &scores, QueryRange queries, float scale, VisibleKeys visible);

} // namespace headscope
