#include "core/ops/head_norm.h"

#include "core/ops/vector_clones.h"

#include <cmath>

namespace headscope {

namespace {

/// Below this many numbers a second thread costs more than it brings.
constexpr std::ptrdiff_t kWorthAThread = 8192;

HEADSCOPE_VECTOR_CLONES float sumOf(const float *values, std::ptrdiff_t count)
{
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (std::ptrdiff_t i = 0; i < count; ++i)
        sum += values[i];
    return sum;
}

HEADSCOPE_VECTOR_CLONES float squaresAround(const float *values, std::ptrdiff_t count, float centre)
{
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (std::ptrdiff_t i = 0; i < count; ++i)
        sum += (values[i] - centre) * (values[i] - centre);
    return sum;
}

HEADSCOPE_VECTOR_CLONES void rescale(float *values, const float *scale, std::ptrdiff_t count, float centre,
                                     float factor)
{
#pragma omp simd
    for (std::ptrdiff_t i = 0; i < count; ++i)
        values[i] = (values[i] - centre) * factor * scale[i];
}

void addShift(float *values, const float *shift, std::ptrdiff_t count)
{
    for (std::ptrdiff_t i = 0; i < count; ++i)
        values[i] += shift[i];
}

template <bool Centred>
void normGroup(float *values, std::ptrdiff_t position, const HeadNorm &norm)
{
    const auto count = static_cast<float>(norm.group);
    const float centre = Centred ? sumOf(values, norm.group) / count : 0.0F;
    const float variance = squaresAround(values, norm.group, centre) / count;
    const std::ptrdiff_t offset = position % norm.scale.size();
    rescale(values, norm.scale.data() + offset, norm.group, centre,
            1.0F / std::sqrt(variance + norm.epsilon));
    if (!norm.shift.isEmpty())
        addShift(values, norm.shift.data() + offset, norm.group);
}

template <bool Centred>
void normAll(Tensor &packed, ColumnRange columns, const HeadNorm &norm)
{
    const std::ptrdiff_t rows = packed.rows();
#pragma omp parallel for schedule(static) if (rows * columns.count > kWorthAThread)
    for (std::ptrdiff_t row = 0; row < rows; ++row) {
        float *first = packed.data() + row * packed.columns() + columns.first;
        for (std::ptrdiff_t i = 0; i < columns.count; i += norm.group)
            normGroup<Centred>(first + i, i, norm);
    }
}

} // namespace

void rmsNormHeads(Tensor &packed, ColumnRange columns, const HeadNorm &norm)
{
    normAll<false>(packed, columns, norm);
}

void layerNormHeads(Tensor &packed, ColumnRange columns, const HeadNorm &norm)
{
    normAll<true>(packed, columns, norm);
}

} // namespace headscope
