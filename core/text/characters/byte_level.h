#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace headscope {

// GPT-2 writes each byte as a printable character, so that a piece of any bytes is a readable string:
// printable bytes as themselves, the others as U+0100 onwards (a space is Ġ).

[[nodiscard]] char32_t characterOfByte(std::uint8_t byte);
/// The byte that a character stands for, if it stands for one.
[[nodiscard]] std::optional<std::uint8_t> byteOfCharacter(char32_t code);

/// The bytes of a byte-level piece; characters that stand for no byte are kept as they are.
[[nodiscard]] std::string bytesOfByteLevelPiece(std::string_view piece);
[[nodiscard]] std::string byteLevelPieceOfBytes(std::string_view bytes);

} // namespace headscope
