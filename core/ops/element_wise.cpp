#include "core/ops/element_wise.h"

#include "core/ops/vector_clones.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace headscope {

namespace {

constexpr std::ptrdiff_t kChunk = 8192;

HEADSCOPE_VECTOR_CLONES void multiply(float *factor, const float *by, std::ptrdiff_t count)
{
#pragma omp simd
    for (std::ptrdiff_t i = 0; i < count; ++i)
        factor[i] *= by[i];
}

HEADSCOPE_VECTOR_CLONES float largestOf(const float *values, std::ptrdiff_t count)
{
    float largest = -std::numeric_limits<float>::infinity();
#pragma omp simd reduction(max : largest)
    for (std::ptrdiff_t i = 0; i < count; ++i)
        largest = std::max(largest, values[i]);
    return largest;
}

HEADSCOPE_VECTOR_CLONES double sumOfExponentials(const float *values, std::ptrdiff_t count, float largest)
{
    double sum = 0;
#pragma omp simd reduction(+ : sum)
    for (std::ptrdiff_t i = 0; i < count; ++i)
        sum += static_cast<double>(expOfNegative(values[i] - largest));
    return sum;
}

HEADSCOPE_VECTOR_CLONES void cap(float *values, std::ptrdiff_t count, float limit)
{
#pragma omp simd
    for (std::ptrdiff_t i = 0; i < count; ++i)
        values[i] = limit * hyperbolicTangent(values[i] / limit);
}

HEADSCOPE_VECTOR_CLONES void cutAll(float *values, std::ptrdiff_t count, float limit)
{
#pragma omp simd
    for (std::ptrdiff_t i = 0; i < count; ++i)
        values[i] = std::min(std::max(values[i], -limit), limit);
}

} // namespace

void capSoftly(Tensor &values, float limit)
{
    const std::ptrdiff_t size = values.size();
#pragma omp parallel for schedule(static) if (size > 2 * kChunk)
    for (std::ptrdiff_t first = 0; first < size; first += kChunk)
        cap(values.data() + first, std::min(kChunk, size - first), limit);
}

void cut(Tensor &values, float limit)
{
    const std::ptrdiff_t size = values.size();
#pragma omp parallel for schedule(static) if (size > 2 * kChunk)
    for (std::ptrdiff_t first = 0; first < size; first += kChunk)
        cutAll(values.data() + first, std::min(kChunk, size - first), limit);
}

void multiplyBy(Tensor &factor, const Tensor &by)
{
    const std::ptrdiff_t size = factor.size();
#pragma omp parallel for schedule(static) if (size > 2 * kChunk)
    for (std::ptrdiff_t first = 0; first < size; first += kChunk)
        multiply(factor.data() + first, by.data() + first, std::min(kChunk, size - first));
}

double negativeLogSoftmax(std::span<const float> logits, std::ptrdiff_t id)
{
    const auto count = static_cast<std::ptrdiff_t>(logits.size());
    const float largest = largestOf(logits.data(), count);
    const double sum = sumOfExponentials(logits.data(), count, largest);
    return std::log(sum) - (static_cast<double>(logits[static_cast<std::size_t>(id)]) - largest);
}

} // namespace headscope
