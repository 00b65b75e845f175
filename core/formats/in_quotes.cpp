#include "core/formats/in_quotes.h"

#include <algorithm>

namespace headscope {

namespace {

constexpr std::size_t kLongest = 80;

unsigned byteAt(std::string_view text, std::size_t index)
{
    return static_cast<unsigned char>(text[index]);
}

/// The bytes of the first character and the range of its second byte, which rules out overlong forms,
/// surrogates and what lies above U+10FFFF.
struct Lead {
    std::size_t length = 0; // 0: no character begins like this
    unsigned low = 0x80;
    unsigned high = 0xBF;
};

Lead leadOf(unsigned first)
{
    if (first < 0x80)
        return {1};
    if (first >= 0xC2 && first <= 0xDF)
        return {2};
    if (first >= 0xE0 && first <= 0xEF)
        return {3, first == 0xE0 ? 0xA0U : 0x80U, first == 0xED ? 0x9FU : 0xBFU};
    if (first >= 0xF0 && first <= 0xF4)
        return {4, first == 0xF0 ? 0x90U : 0x80U, first == 0xF4 ? 0x8FU : 0xBFU};
    return {};
}

/// How many bytes the first character of `text` takes; 0 when it is broken.
std::size_t characterLength(std::string_view text)
{
    const Lead lead = leadOf(byteAt(text, 0));
    if (text.size() < lead.length)
        return 0;
    if (lead.length > 1 && (byteAt(text, 1) < lead.low || byteAt(text, 1) > lead.high))
        return 0;
    for (std::size_t i = 2; i < lead.length; ++i)
        if ((byteAt(text, i) & 0xC0U) != 0x80U)
            return 0;
    return lead.length;
}

bool isControl(std::string_view character)
{
    const unsigned first = byteAt(character, 0);
    return first < 0x20 || first == 0x7F || (first == 0xC2 && byteAt(character, 1) < 0xA0);
}

} // namespace

bool isUtf8(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t length = characterLength(text);
        if (length == 0)
            return false;
        text.remove_prefix(length);
    }
    return true;
}

std::string inQuotes(std::string_view text)
{
    std::string result = "'";
    while (!text.empty() && result.size() <= kLongest) {
        const std::size_t length = characterLength(text);
        const std::string_view character = text.substr(0, std::max<std::size_t>(length, 1));
        result += length == 0 || isControl(character) ? "�" : character;
        text.remove_prefix(character.size());
    }
    return result + (text.empty() ? "'" : "…'");
}

} // namespace headscope
