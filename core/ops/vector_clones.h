#pragma once

#include <bit>
#include <cstdint>

/// Compiles a function once for each of these instruction sets and chooses at start-up. To be put on the
/// function that is called from inside a parallel loop: the loop's outlined body does not inherit it.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) &&     \
    !defined(__SANITIZE_THREAD__)
#define HEADSCOPE_VECTOR_CLONES __attribute__((target_clones("avx512f", "arch=haswell", "default")))
#else
#define HEADSCOPE_VECTOR_CLONES
#endif

namespace headscope {

/// exp(x) for x ≤ 0 within 2 units in the last place, 0 below -87. Not a number stays so.
[[gnu::always_inline]] inline float expOfNegative(float x)
{
    constexpr float kLog2E = 1.44269504F;
    constexpr float kLn2High = 0.693359375F;
    constexpr float kLn2Low = -2.12194440e-4F;
    constexpr float kRound = 12582912.0F; // 1.5 * 2^23: adding it rounds to an integer in the low bits

    const float shifted = x * kLog2E + kRound;
    const float power = shifted - kRound;
    const float rest = (x - power * kLn2High) - power * kLn2Low;
    float sum = 1.9875691500e-4F;
    sum = sum * rest + 1.3981999507e-3F;
    sum = sum * rest + 8.3334519073e-3F;
    sum = sum * rest + 4.1665795894e-2F;
    sum = sum * rest + 1.6666665459e-1F;
    sum = sum * rest + 5.0000001201e-1F;
    sum = sum * rest * rest + rest + 1.0F;
    const auto exponent = (std::bit_cast<std::uint32_t>(shifted) + 127U) << 23U;
    const float result = sum * std::bit_cast<float>(exponent);
    return x < -87.0F ? 0.0F : result;
}

/// tanh(x) within 3e-7. Not a number stays so.
[[gnu::always_inline]] inline float hyperbolicTangent(float x)
{
    const float square = x * x;
    const float nearZero =
        x + x * square * (-1.0F / 3 + square * (2.0F / 15 + square * (-17.0F / 315 + square * 62.0F / 2835)));
    const float size = x < 0 ? -x : x;
    const float power = expOfNegative(-2 * size);
    const float share = (1 - power) / (1 + power);
    return size < 0.25F ? nearZero : (x < 0 ? -share : share);
}

} // namespace headscope
