#pragma once

#include "core/tensor/tensor.h"

namespace headscope {

/// Turns the pairs (i, i + headWidth / 2) of queries and keys by position * base^(-2i / headWidth).
class Rotary {
public:
    Rotary(std::ptrdiff_t tokens, std::ptrdiff_t headWidth, float base);

    /// Turns the first `heads` heads of every row of `packed`, in place.
    void operator()(Tensor &packed, std::ptrdiff_t heads) const;

private:
    std::ptrdiff_t m_half;
    Tensor m_cosines, m_sines; // [token, headWidth / 2]
};

} // namespace headscope
