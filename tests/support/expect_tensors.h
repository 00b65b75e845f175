#pragma once

#include "core/tensor/tensor.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <span>

namespace headscope {

inline bool haveSameBits(const Tensor &a, const Tensor &b)
{
    return a.shape() == b.shape() &&
           std::memcmp(a.data(), b.data(), static_cast<std::size_t>(a.size()) * sizeof(float)) == 0;
}

inline bool haveSameBits(const std::shared_ptr<const Tensor> &a, const std::shared_ptr<const Tensor> &b)
{
    return a == b || (a && b && haveSameBits(*a, *b));
}

/// Values that differ from place to place and repeat nowhere nearby.
inline Tensor wavy(Shape shape, float phase = 0)
{
    Tensor tensor(std::move(shape));
    float x = phase;
    for (float &value : tensor.values()) {
        x += 0.7F;
        value = std::sin(x) + 0.1F * std::cos(x * x);
    }
    return tensor;
}

inline float largestDifference(const Tensor &a, const Tensor &b)
{
    EXPECT_EQ(a.shape(), b.shape());
    float largest = 0;
    for (std::ptrdiff_t i = 0; i < a.size(); ++i)
        largest = std::max(largest, std::abs(a.data()[i] - b.data()[i]));
    return largest;
}

/// As near as runs in other pieces come to each other: 1e-5, relative to values above 1.
inline void expectNear(std::span<const float> some, std::span<const float> others)
{
    ASSERT_EQ(some.size(), others.size());
    for (std::size_t i = 0; i < some.size(); ++i)
        ASSERT_NEAR(some[i], others[i], 1e-5F * std::max(1.0F, std::abs(others[i]))) << i;
}

} // namespace headscope
