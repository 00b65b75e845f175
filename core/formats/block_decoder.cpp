#include "core/formats/block_decoder.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstdint>
#include <cstring>

namespace headscope {

namespace {

static_assert(std::endian::native == std::endian::little, "model files are little-endian");

constexpr std::size_t kBlock = 32;
constexpr std::size_t kHalfBlock = kBlock / 2;

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

inline std::uint16_t loadHalf(const std::byte *bytes)
{
    std::uint16_t half = 0;
    std::memcpy(&half, bytes, sizeof half);
    return half;
}

void decodeF32(const std::byte *blocks, std::size_t count, float *values)
{
    std::memcpy(values, blocks, count * sizeof(float));
}

void decodeF16(const std::byte *blocks, std::size_t count, float *values)
{
#pragma omp simd
    for (std::size_t i = 0; i < count; ++i)
        values[i] = halfToFloat(loadHalf(blocks + 2 * i));
}

void decodeBf16(const std::byte *blocks, std::size_t count, float *values)
{
#pragma omp simd
    for (std::size_t i = 0; i < count; ++i)
        values[i] = std::bit_cast<float>(static_cast<std::uint32_t>(loadHalf(blocks + 2 * i)) << 16U);
}

/// value = scale * (nibble - 8); the low nibbles are the block's first half.
void decodeQ4_0(const std::byte *blocks, std::size_t count, float *values)
{
    constexpr std::size_t kBytes = 2 + kHalfBlock;
    for (std::size_t block = 0; block < count; ++block, blocks += kBytes, values += kBlock) {
        const float scale = halfToFloat(loadHalf(blocks));
        const std::byte *nibbles = blocks + 2;
#pragma omp simd
        for (std::size_t i = 0; i < kHalfBlock; ++i) {
            const auto pair = static_cast<std::int32_t>(nibbles[i]);
            values[i] = scale * static_cast<float>((pair & 0x0F) - 8);
            values[i + kHalfBlock] = scale * static_cast<float>((pair >> 4) - 8);
        }
    }
}

/// value = scale * nibble + least; the low nibbles are the block's first half.
void decodeQ4_1(const std::byte *blocks, std::size_t count, float *values)
{
    constexpr std::size_t kBytes = 4 + kHalfBlock;
    for (std::size_t block = 0; block < count; ++block, blocks += kBytes, values += kBlock) {
        const float scale = halfToFloat(loadHalf(blocks));
        const float least = halfToFloat(loadHalf(blocks + 2));
        const std::byte *nibbles = blocks + 4;
#pragma omp simd
        for (std::size_t i = 0; i < kHalfBlock; ++i) {
            const auto pair = static_cast<std::int32_t>(nibbles[i]);
            values[i] = scale * static_cast<float>(pair & 0x0F) + least;
            values[i + kHalfBlock] = scale * static_cast<float>(pair >> 4) + least;
        }
    }
}

/// value = scale * signed byte
void decodeQ8_0(const std::byte *blocks, std::size_t count, float *values)
{
    constexpr std::size_t kBytes = 2 + kBlock;
    for (std::size_t block = 0; block < count; ++block, blocks += kBytes, values += kBlock) {
        const float scale = halfToFloat(loadHalf(blocks));
        const std::byte *steps = blocks + 2;
#pragma omp simd
        for (std::size_t i = 0; i < kBlock; ++i)
            values[i] = scale * static_cast<float>(static_cast<std::int8_t>(steps[i]));
    }
}

constexpr std::array kDecoders{
    BlockDecoder{"F32", 1, 4, decodeF32},
    BlockDecoder{"F16", 1, 2, decodeF16},
    BlockDecoder{"BF16", 1, 2, decodeBf16},
    BlockDecoder{"Q4_0", kBlock, 2 + kHalfBlock, decodeQ4_0},
    BlockDecoder{"Q4_1", kBlock, 4 + kHalfBlock, decodeQ4_1},
    BlockDecoder{"Q8_0", kBlock, 2 + kBlock, decodeQ8_0},
};

} // namespace

const BlockDecoder *blockDecoder(std::string_view type)
{
    const auto found = std::ranges::find(kDecoders, type, &BlockDecoder::type);
    return found != kDecoders.end() ? &*found : nullptr;
}

void decodeBlocks(const BlockDecoder &decoder, std::span<const std::byte> blocks, std::span<float> values)
{
    constexpr std::size_t kPiece = 16384; // values: worth a thread's while, small enough for its cache
    const std::size_t count = values.size() / decoder.values;
    assert(blocks.size() == count * decoder.bytes);
    const std::size_t pieceBlocks = std::max<std::size_t>(kPiece / decoder.values, 1);
    const auto pieces = static_cast<std::ptrdiff_t>((count + pieceBlocks - 1) / pieceBlocks);
#pragma omp parallel for schedule(static) if (pieces > 4)
    for (std::ptrdiff_t piece = 0; piece < pieces; ++piece) {
        const std::size_t first = static_cast<std::size_t>(piece) * pieceBlocks;
        decoder.decode(blocks.data() + first * decoder.bytes, std::min(pieceBlocks, count - first),
                       values.data() + first * decoder.values);
    }
}

} // namespace headscope
