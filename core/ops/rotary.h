#pragma once

#include "core/tensor/tensor.h"

#include <span>

namespace headscope {

/// Turns the pairs (i, i + n) of the first 2n numbers of queries and keys by position * frequencies[i], with
/// n frequencies; what is left of a head stays.
class Rotary {
public:
    struct Shape {
        std::ptrdiff_t tokens = 0, headWidth = 0;
    };

    /// `magnitude` multiplies what is turned.
    Rotary(Shape shape, std::span<const float> frequencies, float magnitude = 1);

    /// Turns the first `heads` heads of every row of `packed`, in place. Several texts may stand below each
    /// other.
    void operator()(Tensor &packed, std::ptrdiff_t heads) const;

private:
    std::ptrdiff_t m_headWidth;
    std::ptrdiff_t m_half;
    Tensor m_cosines, m_sines; // [token, pair]
};

} // namespace headscope
