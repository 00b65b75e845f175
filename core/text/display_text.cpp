#include "core/text/characters/unicode.h"
#include "core/text/tokenizer.h"

#include <array>
#include <cstdio>

namespace headscope {

namespace {

/// `⟨E2⟩` for a byte or a control character of ASCII, `⟨200D⟩` for what else has no glyph.
std::string inBrackets(char32_t number)
{
    std::array<char, 16> digits{};
    const int length = std::snprintf(digits.data(), digits.size(), "%02X", static_cast<unsigned>(number));
    return "⟨" + std::string(digits.data(), static_cast<std::size_t>(length)) + "⟩";
}

std::string displayCharacter(char32_t code)
{
    if (code == U'\n')
        return "↵";
    if (code == U'\t')
        return "⇥";
    return isInvisible(code) ? inBrackets(code) : toUtf8(code);
}

} // namespace

std::string displayText(const Tokenizer &tokenizer, TokenId id)
{
    const std::string bytes = tokenizer.bytes(id);
    std::string shown = tokenizer.continuesWord(id) ? "##" : "";
    bool isLeading = true;
    for (std::size_t position = 0; position < bytes.size();) {
        const DecodedCharacter character = decodeCharacter(bytes, position);
        isLeading = isLeading && character.valid && character.code == U' ';
        if (isLeading) {
            shown += "·";
        } else if (character.valid) {
            shown += displayCharacter(character.code);
        } else {
            for (std::size_t index = 0; index < character.bytes; ++index)
                shown += inBrackets(static_cast<unsigned char>(bytes[position + index]));
        }
        position += character.bytes;
    }
    return shown;
}

} // namespace headscope
