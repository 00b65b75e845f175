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

void softmaxOverKeys(const SoftmaxRows &rows, float scale, VisibleKeys visible)
{
    for (std::ptrdiff_t r = 0; r < rows.count; ++r) {
        float *row = rows.first + r * rows.keys;
        const std::ptrdiff_t seen =
            visible == VisibleKeys::All ? rows.keys : std::min(rows.firstQuery + r + 1, rows.keys);
        softmax(row, seen, scale);
        std::fill(row + seen, row + rows.keys, 0.0F);
    }
}

void softmaxOverKeys(Tensor &scores, float scale, VisibleKeys visible)
{
    const std::ptrdiff_t keys = scores.columns();
    const std::ptrdiff_t rows = scores.rows();
#pragma omp parallel for schedule(static, 4) if (scores.size() > kWorthAThread)
    for (std::ptrdiff_t row = 0; row < rows; ++row)
        softmaxOverKeys({scores.data() + row * keys, 1, row % keys, keys}, scale, visible);
}

} // namespace headscope
