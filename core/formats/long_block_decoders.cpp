#include "core/formats/block_types.h"

#include <array>

namespace headscope {

namespace {

constexpr std::size_t kValues = 256;

std::uint32_t byteAt(const std::byte *bytes, std::size_t index)
{
    return static_cast<std::uint32_t>(bytes[index]);
}

/// value = scale * two bits - least, in 16 parts of 16 values, each with four bits of scale and of least.
void decodeQ2K(const std::byte *block, float *values)
{
    const std::byte *scales = block;
    const std::byte *bits = block + 16;
    const float scale = halfAt(block + 80);
    const float least = halfAt(block + 82);
    for (std::size_t part = 0; part < 16; ++part) {
        const std::byte *const from = bits + part / 8 * 32 + part % 2 * 16;
        const auto shift = static_cast<std::uint32_t>(part % 8 / 2 * 2);
        const float partScale = scale * static_cast<float>(static_cast<int>(byteAt(scales, part) & 0x0FU));
        const float partLeast = least * static_cast<float>(static_cast<int>(byteAt(scales, part) >> 4U));
#pragma omp simd
        for (std::size_t i = 0; i < 16; ++i)
            values[part * 16 + i] =
                partScale * static_cast<float>(static_cast<int>((byteAt(from, i) >> shift) & 3U)) - partLeast;
    }
}

/// Six bits: the low four of parts 0–7 and 8–15 share eight bytes, the high two lie in the four bytes behind.
int scaleOfQ3K(const std::byte *scales, std::size_t part)
{
    const std::uint32_t low = byteAt(scales, part % 8) >> (part < 8 ? 0U : 4U) & 0x0FU;
    const std::uint32_t high = byteAt(scales, 8 + part % 4) >> static_cast<std::uint32_t>(part / 4 * 2) & 3U;
    return static_cast<int>(low | high << 4U) - 32;
}

/// value = scale * (two bits, minus 4 where the mask has no bit), in 16 parts of 16 values.
void decodeQ3K(const std::byte *block, float *values)
{
    const std::byte *mask = block;
    const std::byte *bits = block + 32;
    const std::byte *scales = block + 96;
    const float scale = halfAt(block + 108);
    for (std::size_t part = 0; part < 16; ++part) {
        const std::byte *const from = bits + part / 8 * 32 + part % 2 * 16;
        const std::byte *const maskFrom = mask + part % 2 * 16;
        const auto shift = static_cast<std::uint32_t>(part % 8 / 2 * 2);
        const auto maskShift = static_cast<std::uint32_t>(part / 2);
        const float partScale = scale * static_cast<float>(scaleOfQ3K(scales, part));
#pragma omp simd
        for (std::size_t i = 0; i < 16; ++i) {
            const auto low = static_cast<int>((byteAt(from, i) >> shift) & 3U);
            const auto masked = static_cast<int>((byteAt(maskFrom, i) >> maskShift) & 1U);
            values[part * 16 + i] = partScale * static_cast<float>(low + 4 * masked - 4);
        }
    }
}

struct PartScale {
    float scale;
    float least;
};

/// The twelve bytes behind the two halves hold six bits of scale and of least for each of eight parts.
PartScale partScaleOf(const std::byte *block, std::size_t part)
{
    const std::byte *six = block + 4;
    std::uint32_t scale = byteAt(six, part) & 0x3FU;
    std::uint32_t least = byteAt(six, part + 4) & 0x3FU;
    if (part >= 4) {
        scale = (byteAt(six, part + 4) & 0x0FU) | (byteAt(six, part - 4) >> 2U & 0x30U);
        least = byteAt(six, part + 4) >> 4U | (byteAt(six, part) >> 2U & 0x30U);
    }
    return {halfAt(block) * static_cast<float>(static_cast<int>(scale)),
            halfAt(block + 2) * static_cast<float>(static_cast<int>(least))};
}

/// value = scale * nibble - least, in 8 parts of 32 values.
void decodeQ4K(const std::byte *block, float *values)
{
    for (std::size_t part = 0; part < 8; ++part) {
        const std::byte *const from = block + 16 + part / 2 * 32;
        const std::uint32_t shift = part % 2 == 0 ? 0U : 4U;
        const auto [scale, least] = partScaleOf(block, part);
#pragma omp simd
        for (std::size_t i = 0; i < 32; ++i)
            values[part * 32 + i] =
                scale * static_cast<float>(static_cast<int>((byteAt(from, i) >> shift) & 0x0FU)) - least;
    }
}

/// value = scale * five bits - least, in 8 parts of 32 values; bit p of the high bytes belongs to part p.
void decodeQ5K(const std::byte *block, float *values)
{
    const std::byte *fifth = block + 16;
    for (std::size_t part = 0; part < 8; ++part) {
        const std::byte *const from = block + 48 + part / 2 * 32;
        const std::uint32_t shift = part % 2 == 0 ? 0U : 4U;
        const auto fifthShift = static_cast<std::uint32_t>(part);
        const auto [scale, least] = partScaleOf(block, part);
#pragma omp simd
        for (std::size_t i = 0; i < 32; ++i) {
            const std::uint32_t low = (byteAt(from, i) >> shift) & 0x0FU;
            const std::uint32_t high = (byteAt(fifth, i) >> fifthShift) & 1U;
            values[part * 32 + i] = scale * static_cast<float>(static_cast<int>(low | high << 4U)) - least;
        }
    }
}

/// value = scale * (six bits - 32), in 16 parts of 16 values, each with a signed byte of scale.
void decodeQ6K(const std::byte *block, float *values)
{
    const std::byte *scales = block + 192;
    const float scale = halfAt(block + 208);
    for (std::size_t part = 0; part < 16; ++part) {
        const std::size_t place = part % 8; // within its half of the block
        const std::byte *const low = block + part / 8 * 64 + place % 4 * 16;
        const std::byte *const high = block + 128 + part / 8 * 32 + part % 2 * 16;
        const std::uint32_t lowShift = place < 4 ? 0U : 4U;
        const auto highShift = static_cast<std::uint32_t>(place / 2 * 2);
        const float partScale = scale * static_cast<float>(static_cast<std::int8_t>(scales[part]));
#pragma omp simd
        for (std::size_t i = 0; i < 16; ++i) {
            const std::uint32_t bits =
                ((byteAt(low, i) >> lowShift) & 0x0FU) | ((byteAt(high, i) >> highShift) & 3U) << 4U;
            values[part * 16 + i] = partScale * static_cast<float>(static_cast<int>(bits) - 32);
        }
    }
}

/// value = scale * step[nibble], in 8 parts of 32 values with six bits of scale each.
void decodeIq4Xs(const std::byte *block, float *values)
{
    const float scale = halfAt(block);
    const std::uint32_t highScales = loadAt<std::uint16_t>(block + 2);
    for (std::size_t part = 0; part < 8; ++part) {
        const std::uint32_t low = byteAt(block + 4, part / 2) >> (part % 2 * 4) & 0x0FU;
        const std::uint32_t high = highScales >> (2 * part) & 3U;
        const float partScale = scale * static_cast<float>(static_cast<int>(low | high << 4U) - 32);
        const std::byte *const nibbles = block + 8 + part * 16;
        float *const target = values + part * 32;
        for (std::size_t i = 0; i < 16; ++i) {
            target[i] = partScale * static_cast<float>(kNonLinearSteps[byteAt(nibbles, i) & 0x0FU]);
            target[i + 16] = partScale * static_cast<float>(kNonLinearSteps[byteAt(nibbles, i) >> 4U]);
        }
    }
}

constexpr std::array kDecoders{
    decoderOf<kValues, 84, decodeQ2K>("Q2_K"),  decoderOf<kValues, 110, decodeQ3K>("Q3_K"),
    decoderOf<kValues, 144, decodeQ4K>("Q4_K"), decoderOf<kValues, 176, decodeQ5K>("Q5_K"),
    decoderOf<kValues, 210, decodeQ6K>("Q6_K"), decoderOf<kValues, 136, decodeIq4Xs>("IQ4_XS"),
};

} // namespace

std::span<const BlockDecoder> longBlockDecoders()
{
    return kDecoders;
}

} // namespace headscope
