#pragma once

#include "core/formats/block_decoder.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace headscope {

static_assert(std::endian::native == std::endian::little, "model files are little-endian");

/// Exact for every value, infinities and NaNs included, and free of branches. Multiplying by 2^112 moves the
/// exponent from half's bias to float's and makes subnormal halves normal.
inline float halfToFloat(std::uint16_t half)
{
    const std::uint32_t magnitude = (half & 0x7FFFU) << 13U;
    const float value = std::bit_cast<float>(magnitude) * 0x1p112F;
    const std::uint32_t special = magnitude >= 0x0F800000U ? 0x7F800000U : 0U;
    const std::uint32_t sign = (half & 0x8000U) << 16U;
    return std::bit_cast<float>(std::bit_cast<std::uint32_t>(value) | special | sign);
}

/// A value at any byte, aligned or not.
template <typename T>
T loadAt(const std::byte *bytes)
{
    T value;
    std::memcpy(&value, bytes, sizeof value);
    return value;
}

inline float halfAt(const std::byte *bytes)
{
    return halfToFloat(loadAt<std::uint16_t>(bytes));
}

/// Decodes block after block with a function that knows one.
template <std::size_t Values, std::size_t Bytes, void (*DecodeBlock)(const std::byte *block, float *values)>
void decodeEach(const std::byte *blocks, std::size_t count, float *values)
{
    for (std::size_t i = 0; i < count; ++i)
        DecodeBlock(blocks + i * Bytes, values + i * Values);
}

template <std::size_t Values, std::size_t Bytes, void (*DecodeBlock)(const std::byte *block, float *values)>
constexpr BlockDecoder decoderOf(std::string_view type)
{
    return {type, Values, Bytes, decodeEach<Values, Bytes, DecodeBlock>};
}

/// Plain numbers: F64, F32, F16, BF16, F8_E4M3, F8_E5M2.
[[nodiscard]] std::span<const BlockDecoder> numberDecoders();
/// GGUF's blocks of 32 values: Q4_0 to Q8_0, IQ4_NL, MXFP4.
[[nodiscard]] std::span<const BlockDecoder> shortBlockDecoders();
/// GGUF's blocks of 256 values: Q2_K to Q6_K, IQ4_XS.
[[nodiscard]] std::span<const BlockDecoder> longBlockDecoders();

/// The steps of IQ4_NL and IQ4_XS: four bits choose one of them.
inline constexpr std::int8_t kNonLinearSteps[] = {-127, -104, -83, -65, -49, -35, -22, -10,
                                                  1,    13,   25,  38,  53,  69,  89,  113};

} // namespace headscope
