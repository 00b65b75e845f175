#include "core/ops/rotary.h"

#include "core/ops/vector_clones.h"

#include <cmath>

namespace headscope {

namespace {

HEADSCOPE_VECTOR_CLONES void turn(float *head, const float *cosines, const float *sines, std::ptrdiff_t half)
{
#pragma omp simd
    for (std::ptrdiff_t i = 0; i < half; ++i) {
        const float x = head[i];
        const float y = head[i + half];
        head[i] = x * cosines[i] - y * sines[i];
        head[i + half] = y * cosines[i] + x * sines[i];
    }
}

} // namespace

Rotary::Rotary(Shape shape, std::span<const float> frequencies, float magnitude)
    : m_headWidth(shape.headWidth)
    , m_half(std::ssize(frequencies))
    , m_cosines({shape.tokens, m_half})
    , m_sines({shape.tokens, m_half})
{
    for (std::ptrdiff_t token = 0; token < shape.tokens; ++token) {
        for (std::ptrdiff_t i = 0; i < m_half; ++i) {
            // Rounded to float where the reference implementation rounds: far positions depend on it.
            const float angle = static_cast<float>(token) * frequencies[static_cast<std::size_t>(i)];
            const auto exact = static_cast<double>(angle);
            m_cosines.data()[token * m_half + i] = static_cast<float>(std::cos(exact)) * magnitude;
            m_sines.data()[token * m_half + i] = static_cast<float>(std::sin(exact)) * magnitude;
        }
    }
}

void Rotary::operator()(Tensor &packed, std::ptrdiff_t heads) const
{
    const std::ptrdiff_t rows = packed.rows();
    const std::ptrdiff_t tokens = m_half > 0 ? m_cosines.rows() : 1;
#pragma omp parallel for schedule(static) if (packed.size() > 16384)
    for (std::ptrdiff_t index = 0; index < rows; ++index) {
        const std::ptrdiff_t token = index % tokens;
        float *row = packed.data() + index * packed.columns();
        for (std::ptrdiff_t head = 0; head < heads; ++head)
            turn(row + head * m_headWidth, m_cosines.data() + token * m_half, m_sines.data() + token * m_half,
                 m_half);
    }
}

} // namespace headscope
