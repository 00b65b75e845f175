#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace headscope {

/// How an element type becomes float32: whole blocks of `bytes` bytes hold `values` values each.
struct BlockDecoder {
    std::string_view type; ///< the name that the file formats use: F32, BF16, F8_E4M3, Q4_K, …
    std::size_t values = 1;
    std::size_t bytes = 4;
    void (*decode)(const std::byte *blocks, std::size_t count, float *values) = nullptr;
};

/// The decoder of that name, or nullptr for a type that is not read.
[[nodiscard]] const BlockDecoder *blockDecoder(std::string_view type);

/// Decodes as many blocks as fill `values`, on all threads when that pays.
void decodeBlocks(const BlockDecoder &decoder, std::span<const std::byte> blocks, std::span<float> values);

} // namespace headscope
