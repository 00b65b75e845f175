#include "core/formats/block_types.h"

#include <array>

namespace headscope {

namespace {

/// Rounded to the nearest float, as PyTorch does it.
void decodeF64(const std::byte *numbers, std::size_t count, float *values)
{
    for (std::size_t i = 0; i < count; ++i)
        values[i] = static_cast<float>(loadAt<double>(numbers + 8 * i));
}

void decodeF32(const std::byte *numbers, std::size_t count, float *values)
{
    std::memcpy(values, numbers, count * sizeof(float));
}

void decodeF16(const std::byte *numbers, std::size_t count, float *values)
{
#pragma omp simd
    for (std::size_t i = 0; i < count; ++i)
        values[i] = halfAt(numbers + 2 * i);
}

void decodeBf16(const std::byte *numbers, std::size_t count, float *values)
{
#pragma omp simd
    for (std::size_t i = 0; i < count; ++i)
        values[i] =
            std::bit_cast<float>(static_cast<std::uint32_t>(loadAt<std::uint16_t>(numbers + 2 * i)) << 16U);
}

/// Four bits of exponent (bias 7), three of fraction, no infinities; all bits set is not a number.
void decodeF8E4M3(const std::byte *numbers, std::size_t count, float *values)
{
#pragma omp simd
    for (std::size_t i = 0; i < count; ++i) {
        const auto number = static_cast<std::uint32_t>(numbers[i]);
        const float magnitude = std::bit_cast<float>((number & 0x7FU) << 20U) * 0x1p120F;
        const std::uint32_t special = (number & 0x7FU) == 0x7FU ? 0x7FC00000U : 0U;
        const std::uint32_t sign = (number & 0x80U) << 24U;
        values[i] = std::bit_cast<float>(std::bit_cast<std::uint32_t>(magnitude) | special | sign);
    }
}

/// The upper byte of a half.
void decodeF8E5M2(const std::byte *numbers, std::size_t count, float *values)
{
#pragma omp simd
    for (std::size_t i = 0; i < count; ++i)
        values[i] = halfToFloat(static_cast<std::uint16_t>(static_cast<std::uint32_t>(numbers[i]) << 8U));
}

constexpr std::array kDecoders{
    BlockDecoder{"F64", 1, 8, decodeF64},        BlockDecoder{"F32", 1, 4, decodeF32},
    BlockDecoder{"F16", 1, 2, decodeF16},        BlockDecoder{"BF16", 1, 2, decodeBf16},
    BlockDecoder{"F8_E4M3", 1, 1, decodeF8E4M3}, BlockDecoder{"F8_E5M2", 1, 1, decodeF8E5M2},
};

} // namespace

std::span<const BlockDecoder> numberDecoders()
{
    return kDecoders;
}

} // namespace headscope
