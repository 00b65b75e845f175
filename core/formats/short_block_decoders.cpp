#include "core/formats/block_types.h"

#include <array>

namespace headscope {

namespace {

constexpr std::size_t kValues = 32;
constexpr std::size_t kHalf = kValues / 2; // the low nibbles are the block's first half

/// value = scale * (nibble - 8)
void decodeQ4_0(const std::byte *block, float *values)
{
    const float scale = halfAt(block);
#pragma omp simd
    for (std::size_t i = 0; i < kHalf; ++i) {
        const auto pair = static_cast<std::int32_t>(block[2 + i]);
        values[i] = scale * static_cast<float>((pair & 0x0F) - 8);
        values[i + kHalf] = scale * static_cast<float>((pair >> 4) - 8);
    }
}

/// value = scale * nibble + least
void decodeQ4_1(const std::byte *block, float *values)
{
    const float scale = halfAt(block);
    const float least = halfAt(block + 2);
#pragma omp simd
    for (std::size_t i = 0; i < kHalf; ++i) {
        const auto pair = static_cast<std::int32_t>(block[4 + i]);
        values[i] = scale * static_cast<float>(pair & 0x0F) + least;
        values[i + kHalf] = scale * static_cast<float>(pair >> 4) + least;
    }
}

/// Numbers of five bits: the fifth ones of all lie together, before the nibbles.
template <typename ValueOf>
void decodeFiveBits(const std::byte *bits, float *values, ValueOf valueOf)
{
    const auto fifth = loadAt<std::uint32_t>(bits);
    const std::byte *const nibbles = bits + sizeof fifth;
#pragma omp simd
    for (std::uint32_t i = 0; i < kHalf; ++i) {
        const auto pair = static_cast<std::uint32_t>(nibbles[i]);
        const std::uint32_t low = (pair & 0x0FU) | ((fifth >> i) & 1U) << 4U;
        const std::uint32_t high = pair >> 4U | ((fifth >> (i + kHalf)) & 1U) << 4U;
        values[i] = valueOf(static_cast<std::int32_t>(low));
        values[i + kHalf] = valueOf(static_cast<std::int32_t>(high));
    }
}

/// value = scale * (five bits - 16)
void decodeQ5_0(const std::byte *block, float *values)
{
    decodeFiveBits(block + 2, values, [scale = halfAt(block)](std::int32_t number) {
        return scale * static_cast<float>(number - 16);
    });
}

/// value = scale * five bits + least
void decodeQ5_1(const std::byte *block, float *values)
{
    decodeFiveBits(block + 4, values,
                   [scale = halfAt(block), least = halfAt(block + 2)](std::int32_t number) {
                       return scale * static_cast<float>(number) + least;
                   });
}

/// value = scale * signed byte
void decodeQ8_0(const std::byte *block, float *values)
{
    const float scale = halfAt(block);
#pragma omp simd
    for (std::size_t i = 0; i < kValues; ++i)
        values[i] = scale * static_cast<float>(static_cast<std::int8_t>(block[2 + i]));
}

/// value = scale * step[nibble]
template <typename Step>
void decodeSteps(const std::byte *nibbles, float scale, const Step *steps, float *values)
{
    for (std::size_t i = 0; i < kHalf; ++i) {
        const auto pair = static_cast<std::size_t>(nibbles[i]);
        values[i] = scale * static_cast<float>(steps[pair & 0x0FU]);
        values[i + kHalf] = scale * static_cast<float>(steps[pair >> 4U]);
    }
}

void decodeIq4Nl(const std::byte *block, float *values)
{
    decodeSteps(block + 2, halfAt(block), kNonLinearSteps, values);
}

/// Four-bit floats (one sign, two exponent, one fraction bit), here doubled, under a shared power of two.
void decodeMxfp4(const std::byte *block, float *values)
{
    static constexpr std::int8_t kDoubled[] = {0, 1, 2, 3, 4, 6, 8, 12, 0, -1, -2, -3, -4, -6, -8, -12};
    const auto exponent = static_cast<std::uint32_t>(block[0]);
    const std::uint32_t halfScale = exponent < 2 ? 0x00200000U << exponent : (exponent - 1) << 23U;
    decodeSteps(block + 1, std::bit_cast<float>(halfScale), kDoubled, values);
}

constexpr std::array kDecoders{
    decoderOf<kValues, 18, decodeQ4_0>("Q4_0"),   decoderOf<kValues, 20, decodeQ4_1>("Q4_1"),
    decoderOf<kValues, 22, decodeQ5_0>("Q5_0"),   decoderOf<kValues, 24, decodeQ5_1>("Q5_1"),
    decoderOf<kValues, 34, decodeQ8_0>("Q8_0"),   decoderOf<kValues, 18, decodeIq4Nl>("IQ4_NL"),
    decoderOf<kValues, 17, decodeMxfp4>("MXFP4"),
};

} // namespace

std::span<const BlockDecoder> shortBlockDecoders()
{
    return kDecoders;
}

} // namespace headscope
