#include "core/text/characters/unicode.h"

#include "core/text/characters/unicode_additions.h"
#include "core/text/tokenizer.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace headscope {

bool isInUnicode(char32_t code, int version)
{
    UVersionInfo age{};
    u_charAge(static_cast<UChar32>(code), age);
    return age[0] != 0 && age[0] <= version;
}

namespace {

/// The general category, by Unicode 16.
std::uint32_t category(char32_t code)
{
    const auto additions = unicodeAdditions();
    if (code < additions.front().first)
        return U_MASK(u_charType(static_cast<UChar32>(code)));
    const auto behind = std::ranges::upper_bound(additions, code, {}, &UnicodeAddition::first);
    if (code <= std::prev(behind)->last)
        return std::prev(behind)->category;
    return isInUnicode(code, 16) ? U_MASK(u_charType(static_cast<UChar32>(code))) : U_GC_CN_MASK;
}

bool isAsciiPunctuation(char32_t code)
{
    return (code >= U'!' && code <= U'/') || (code >= U':' && code <= U'@') ||
           (code >= U'[' && code <= U'`') || (code >= U'{' && code <= U'~');
}

std::uint8_t byteAt(std::string_view text, std::size_t position)
{
    return static_cast<std::uint8_t>(text[position]);
}

/// What a lead byte says: the number of bytes and the range of the second one (Unicode, table 3-7).
struct Lead {
    std::size_t bytes;
    std::uint8_t lowest, highest;
};

Lead leadOf(std::uint8_t byte)
{
    if (byte >= 0xC2 && byte <= 0xDF)
        return {2, 0x80, 0xBF};
    if (byte >= 0xE0 && byte <= 0xEF)
        return {3, static_cast<std::uint8_t>(byte == 0xE0 ? 0xA0 : 0x80),
                static_cast<std::uint8_t>(byte == 0xED ? 0x9F : 0xBF)};
    if (byte >= 0xF0 && byte <= 0xF4)
        return {4, static_cast<std::uint8_t>(byte == 0xF0 ? 0x90 : 0x80),
                static_cast<std::uint8_t>(byte == 0xF4 ? 0x8F : 0xBF)};
    return {0, 0, 0};
}

} // namespace

DecodedCharacter decodeCharacter(std::string_view text, std::size_t position)
{
    const std::uint8_t first = byteAt(text, position);
    if (first < 0x80)
        return {first, 1, true};
    const Lead lead = leadOf(first);
    if (lead.bytes == 0)
        return {};
    char32_t code = first & (0x7FU >> lead.bytes);
    for (std::size_t index = 1; index < lead.bytes; ++index) {
        const std::size_t place = position + index;
        const std::uint8_t byte = place < text.size() ? byteAt(text, place) : std::uint8_t{0};
        const std::uint8_t lowest = index == 1 ? lead.lowest : std::uint8_t{0x80};
        const std::uint8_t highest = index == 1 ? lead.highest : std::uint8_t{0xBF};
        if (byte < lowest || byte > highest)
            return {0xFFFD, index, false};
        code = (code << 6U) | (byte & 0x3FU);
    }
    return {code, lead.bytes, true};
}

void appendUtf8(std::string &text, char32_t code)
{
    const auto append = [&text](char32_t byte) { text.push_back(static_cast<char>(byte)); };
    if (code < 0x80) {
        append(code);
    } else if (code < 0x800) {
        append(0xC0U | (code >> 6U));
        append(0x80U | (code & 0x3FU));
    } else if (code < 0x10000) {
        append(0xE0U | (code >> 12U));
        append(0x80U | ((code >> 6U) & 0x3FU));
        append(0x80U | (code & 0x3FU));
    } else {
        append(0xF0U | (code >> 18U));
        append(0x80U | ((code >> 12U) & 0x3FU));
        append(0x80U | ((code >> 6U) & 0x3FU));
        append(0x80U | (code & 0x3FU));
    }
}

std::string toUtf8(char32_t code)
{
    std::string text;
    appendUtf8(text, code);
    return text;
}

std::u32string toUtf32(std::string_view text)
{
    std::u32string codes;
    codes.reserve(text.size());
    for (std::size_t position = 0; position < text.size();) {
        const DecodedCharacter character = decodeCharacter(text, position);
        codes.push_back(character.code);
        position += character.bytes;
    }
    return codes;
}

std::string toValidUtf8(std::string_view text, bool *changed)
{
    std::string result;
    result.reserve(text.size());
    bool isValid = true;
    for (std::size_t position = 0; position < text.size();) {
        const DecodedCharacter character = decodeCharacter(text, position);
        isValid = isValid && character.valid;
        appendUtf8(result, character.code);
        position += character.bytes;
    }
    if (changed != nullptr)
        *changed = !isValid;
    return result;
}

bool isLetter(char32_t code)
{
    if (code < 0x80)
        return (code >= U'a' && code <= U'z') || (code >= U'A' && code <= U'Z');
    return (category(code) & U_GC_L_MASK) != 0;
}

bool isNumber(char32_t code)
{
    if (code < 0x80)
        return code >= U'0' && code <= U'9';
    return (category(code) & U_GC_N_MASK) != 0;
}

bool isWhiteSpace(char32_t code)
{
    if (code < 0x80)
        return code == U' ' || (code >= U'\t' && code <= U'\r');
    return u_isUWhiteSpace(static_cast<UChar32>(code)) != 0;
}

bool isNumeric(char32_t code)
{
    struct Range {
        char32_t first, last;
    };
    static constexpr std::array<Range, 2> kUnicode17{{{0x11DE0, 0x11DE9}, {0x16FF4, 0x16FF6}}};
    return isNumber(code) || std::ranges::any_of(kUnicode17, [code](const Range &range) {
               return code >= range.first && code <= range.last;
           });
}

char32_t lowercaseOf(char32_t code)
{
    struct Shift {
        char32_t first, last, toLowercase;
    };
    // Of Unicode 16 and 17, which ICU 72 does not know.
    static constexpr std::array<Shift, 10> kShifts{{{0x1C89, 0x1C89, 0x1C8A},
                                                    {0xA7CB, 0xA7CB, 0x264},
                                                    {0xA7CC, 0xA7CC, 0xA7CD},
                                                    {0xA7CE, 0xA7CE, 0xA7CF},
                                                    {0xA7D2, 0xA7D2, 0xA7D3},
                                                    {0xA7D4, 0xA7D4, 0xA7D5},
                                                    {0xA7DA, 0xA7DA, 0xA7DB},
                                                    {0xA7DC, 0xA7DC, 0x19B},
                                                    {0x10D50, 0x10D65, 0x10D70},
                                                    {0x16EA0, 0x16EB8, 0x16EBB}}};
    if (code >= kShifts.front().first) {
        for (const Shift &shift : kShifts) {
            if (code >= shift.first && code <= shift.last)
                return shift.toLowercase + (code - shift.first);
        }
    }
    return static_cast<char32_t>(u_tolower(static_cast<UChar32>(code)));
}

bool isAlphabetic(char32_t code)
{
    constexpr std::uint32_t kAlphabetic = U_GC_L_MASK | U_GC_NL_MASK;
    if ((category(code) & kAlphabetic) != 0)
        return true;
    return u_hasBinaryProperty(static_cast<UChar32>(code), UCHAR_ALPHABETIC) != 0 && isInUnicode(code, 16);
}

bool isWordCharacter(char32_t code)
{
    constexpr std::uint32_t kWord = U_GC_M_MASK | U_GC_ND_MASK | U_GC_PC_MASK;
    return (category(code) & kWord) != 0 || isAlphabetic(code) ||
           u_hasBinaryProperty(static_cast<UChar32>(code), UCHAR_JOIN_CONTROL) != 0;
}

std::uint32_t generalCategory(char32_t code)
{
    return category(code);
}

bool isPunctuation(char32_t code)
{
    return (category(code) & U_GC_P_MASK) != 0;
}

bool isStrippedMark(char32_t code)
{
    constexpr char32_t kArdhavisarga = 0x1CF2, kRotatedArdhavisarga = 0x1CF3; // letters since Unicode 12
    if (code == kArdhavisarga || code == kRotatedArdhavisarga)
        return true;
    return code >= 0x300 && (category(code) & U_GC_M_MASK) != 0 && isInUnicode(code, 9);
}

bool isBertPunctuation(char32_t code)
{
    if (code < 0x80)
        return isAsciiPunctuation(code);
    constexpr char32_t kSyllabicsChiSign = 0x166D; // a symbol since Unicode 12
    return code == kSyllabicsChiSign || (isPunctuation(code) && isInUnicode(code, 8));
}

bool isBertAccent(char32_t code)
{
    constexpr char32_t kAhomSign = 0x1171E; // takes a place of its own since Unicode 16
    return code == kAhomSign ||
           (code >= 0x300 && (category(code) & U_GC_MN_MASK) != 0 && isInUnicode(code, 8));
}

bool isBertControl(char32_t code)
{
    if (code == U'\t' || code == U'\n' || code == U'\r')
        return false;
    constexpr std::uint32_t kOther = U_GC_CC_MASK | U_GC_CF_MASK | U_GC_CS_MASK | U_GC_CO_MASK;
    return (category(code) & kOther) != 0 && isInUnicode(code, 8);
}

bool isInvisible(char32_t code)
{
    constexpr std::uint32_t kInvisible = U_GC_CC_MASK | U_GC_CF_MASK | U_GC_ZL_MASK | U_GC_ZP_MASK;
    return (category(code) & kInvisible) != 0;
}

} // namespace headscope
