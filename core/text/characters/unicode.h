#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace headscope {

/// What stands at a place of a byte string that ought to be UTF-8.
struct DecodedCharacter {
    char32_t code = 0xFFFD;
    std::size_t bytes = 1; ///< of a whole character, or of the maximal ill-formed part
    bool valid = false;
};

/// Reads the character that begins at `position` (which is inside of `text`).
[[nodiscard]] DecodedCharacter decodeCharacter(std::string_view text, std::size_t position);
void appendUtf8(std::string &text, char32_t code);
[[nodiscard]] std::string toUtf8(char32_t code);
[[nodiscard]] std::u32string toUtf32(std::string_view text);

// Classes of Unicode 16, as regular expressions mean them: \p{L}, \p{N}, \s, \w.
[[nodiscard]] bool isLetter(char32_t code);
[[nodiscard]] bool isNumber(char32_t code);
[[nodiscard]] bool isWhiteSpace(char32_t code);
[[nodiscard]] bool isWordCharacter(char32_t code);
[[nodiscard]] bool isAlphabetic(char32_t code);
[[nodiscard]] bool isPunctuation(char32_t code);
/// Whether a character was there in this version of Unicode.
[[nodiscard]] bool isInUnicode(char32_t code, int version);
/// The general category, as a mask of ICU's.
[[nodiscard]] std::uint32_t generalCategory(char32_t code);
/// Numbers of Unicode 17.
[[nodiscard]] bool isNumeric(char32_t code);

// Classes as the reference implementation of tokenizer files means them. Its tables are old ones: what was
// added to Unicode later belongs to none of them.
/// Marks of Unicode 9.
[[nodiscard]] bool isStrippedMark(char32_t code);
// Classes of Unicode 8.
[[nodiscard]] bool isBertPunctuation(char32_t code);
[[nodiscard]] bool isBertAccent(char32_t code);
[[nodiscard]] bool isBertControl(char32_t code);

/// The lower case, by Unicode 17, of a character whose lower case is one character.
[[nodiscard]] char32_t lowercaseOf(char32_t code);

/// Characters of control or format, which have no glyph of their own.
[[nodiscard]] bool isInvisible(char32_t code);

} // namespace headscope
