#include "core/text/characters/byte_level.h"

#include "core/text/characters/unicode.h"

#include <array>

namespace headscope {

namespace {

constexpr char32_t kFirstSubstitute = 0x100;
constexpr std::size_t kSubstitutes = 68;

constexpr bool isWrittenAsItself(std::size_t byte)
{
    return (byte >= 0x21 && byte <= 0x7E) || (byte >= 0xA1 && byte <= 0xAC) || byte >= 0xAE;
}

struct ByteTables {
    std::array<char32_t, 256> characters{};
    std::array<std::uint8_t, kSubstitutes> substituted{};

    constexpr ByteTables()
    {
        std::size_t substitute = 0;
        for (std::size_t byte = 0; byte < characters.size(); ++byte) {
            characters[byte] = static_cast<char32_t>(byte);
            if (isWrittenAsItself(byte))
                continue;
            characters[byte] = kFirstSubstitute + static_cast<char32_t>(substitute);
            substituted[substitute++] = static_cast<std::uint8_t>(byte);
        }
    }
};

constexpr ByteTables kTables;

} // namespace

char32_t characterOfByte(std::uint8_t byte)
{
    return kTables.characters[byte];
}

std::optional<std::uint8_t> byteOfCharacter(char32_t code)
{
    if (code < kFirstSubstitute)
        return isWrittenAsItself(code) ? std::optional(static_cast<std::uint8_t>(code)) : std::nullopt;
    if (code >= kFirstSubstitute + kSubstitutes)
        return std::nullopt;
    return kTables.substituted[code - kFirstSubstitute];
}

std::string bytesOfByteLevelPiece(std::string_view piece)
{
    std::string bytes;
    for (const char32_t code : toUtf32(piece)) {
        if (const auto byte = byteOfCharacter(code))
            bytes.push_back(static_cast<char>(*byte));
        else
            appendUtf8(bytes, code);
    }
    return bytes;
}

std::string byteLevelPieceOfBytes(std::string_view bytes)
{
    std::string piece;
    for (const char byte : bytes)
        appendUtf8(piece, characterOfByte(static_cast<std::uint8_t>(byte)));
    return piece;
}

} // namespace headscope
