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

Rotary::Rotary(std::ptrdiff_t tokens, std::ptrdiff_t headWidth, float base)
    : m_half(headWidth / 2)
    , m_cosines({tokens, m_half})
    , m_sines({tokens, m_half})
{
    for (std::ptrdiff_t i = 0; i < m_half; ++i) {
        // Rounded to float where the reference implementation rounds: angles of far positions depend on it.
        const auto exponent = static_cast<double>(static_cast<float>(2 * i) / static_cast<float>(headWidth));
        const float frequency = 1.0F / static_cast<float>(std::pow(static_cast<double>(base), exponent));
        for (std::ptrdiff_t token = 0; token < tokens; ++token) {
            const float angle = static_cast<float>(token) * frequency;
            m_cosines.data()[token * m_half + i] = static_cast<float>(std::cos(static_cast<double>(angle)));
            m_sines.data()[token * m_half + i] = static_cast<float>(std::sin(static_cast<double>(angle)));
        }
    }
}

void Rotary::operator()(Tensor &packed, std::ptrdiff_t heads) const
{
    const std::ptrdiff_t tokens = packed.rows();
#pragma omp parallel for schedule(static) if (packed.size() > 16384)
    for (std::ptrdiff_t token = 0; token < tokens; ++token) {
        float *row = packed.data() + token * packed.columns();
        for (std::ptrdiff_t head = 0; head < heads; ++head)
            turn(row + head * 2 * m_half, m_cosines.data() + token * m_half, m_sines.data() + token * m_half,
                 m_half);
    }
}

} // namespace headscope
