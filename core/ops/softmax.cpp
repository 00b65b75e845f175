#include "core/ops/softmax.h"

#include "core/ops/vector_clones.h"

#include <algorithm>
#include <limits>

namespace headscope {

namespace {

/// Below this many numbers a second thread costs more than it brings.
constexpr std::ptrdiff_t kWorthAThread = 8192;

HEADSCOPE_VECTOR_CLONES void softmax(float *row, std::ptrdiff_t visible, float scale)
{
    float largest = -std::numeric_limits<float>::infinity();
#pragma omp simd reduction(max : largest)
    for (std::ptrdiff_t i = 0; i < visible; ++i)
        largest = std::max(largest, row[i] * scale);
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (std::ptrdiff_t i = 0; i < visible; ++i) {
        row[i] = expOfNegative(row[i] * scale - largest);
        sum += row[i];
    }
    const float share = 1.0F / sum;
#pragma omp simd
    for (std::ptrdiff_t i = 0; i < visible; ++i)
        row[i] *= share;
}

} // namespace

void softmaxOverKeys(Tensor &scores, QueryRange queries, float scale, VisibleKeys visible)
{
    const std::ptrdiff_t keys = scores.columns();
    const std::ptrdiff_t rows = scores.rows() / keys * queries.count;
    // Each thread takes whole heads, as the product before did: their scores are in its own cache.
#pragma omp parallel for schedule(static) if (rows * keys > kWorthAThread)
    for (std::ptrdiff_t i = 0; i < rows; ++i) {
        const std::ptrdiff_t query = queries.first + i % queries.count;
        const std::ptrdiff_t seen = visible == VisibleKeys::All ? keys : query + 1;
        float *row = scores.data() + (i / queries.count * keys + query) * keys;
        softmax(row, seen, scale);
        std::fill(row + seen, row + keys, 0.0F);
    }
}

} // namespace headscope
