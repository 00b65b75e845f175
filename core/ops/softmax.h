#pragma once

#include "core/tensor/tensor.h"

namespace headscope {

/// Which keys a query may see.
enum class VisibleKeys { All, UpToQuery };

/// pattern[h, q, k] = exp(scale * scores[h, q, k]) / sum over visible j of exp(scale * scores[h, q, j]), in
/// place; 0 for keys that are not visible.
void softmaxOverKeys(Tensor &scores, float scale, VisibleKeys visible);

/// The same for some rows of one head: row r is the query `firstQuery + r` of `keys` keys.
struct SoftmaxRows {
    float *first = nullptr;
    std::ptrdiff_t count = 0;
    std::ptrdiff_t firstQuery = 0;
    std::ptrdiff_t keys = 0;
};
void softmaxOverKeys(const SoftmaxRows &rows, float scale, VisibleKeys visible);

} // namespace headscope
