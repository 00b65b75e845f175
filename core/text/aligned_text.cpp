#include "core/text/aligned_text.h"

#include <algorithm>

namespace headscope {

AlignedText alignedText(std::string_view text)
{
    AlignedText characters;
    characters.reserve(text.size());
    std::uint32_t index = 0;
    for (std::size_t position = 0; position < text.size(); ++index) {
        const DecodedCharacter character = decodeCharacter(text, position);
        characters.push_back({character.code, index, index + 1});
        position += character.bytes;
    }
    return characters;
}

std::string toUtf8(AlignedPiece piece)
{
    std::string text;
    text.reserve(piece.size());
    for (const AlignedCharacter &character : piece)
        appendUtf8(text, character.code);
    return text;
}

void applyChanges(AlignedText &text, std::span<const Change> changes)
{
    AlignedText changed;
    changed.reserve(changes.size());
    std::size_t next = 0; // the first old character whose place is not yet taken
    for (const auto &[code, change] : changes) {
        AlignedCharacter origin;
        if (change > 0 && next > 0)
            origin = text[next - 1];
        else if (change > 0)
            origin.begin = origin.end = text.empty() ? 0 : text.front().begin;
        else if (change <= 0 && next < text.size())
            origin = text[next];
        if (change <= 0)
            next = std::min(next + 1 + static_cast<std::size_t>(-change), text.size());
        changed.push_back({code, origin.begin, origin.end});
    }
    text = std::move(changed);
}

void prepend(AlignedText &text, std::u32string_view prefix)
{
    if (text.empty())
        return;
    AlignedText characters(prefix.size(), text.front());
    for (std::size_t index = 0; index < prefix.size(); ++index)
        characters[index].code = prefix[index];
    text.insert(text.begin(), characters.begin(), characters.end());
}

void replaceAll(AlignedText &text, std::u32string_view pattern, std::u32string_view replacement)
{
    if (pattern.empty() || text.size() < pattern.size())
        return;
    const auto sameCode = [](const AlignedCharacter &character, char32_t code) {
        return character.code == code;
    };
    AlignedText changed;
    changed.reserve(text.size());
    for (auto rest = text.begin();;) {
        const auto match = std::search(rest, text.end(), pattern.begin(), pattern.end(), sameCode);
        changed.insert(changed.end(), rest, match);
        if (match == text.end())
            break;
        rest = match + static_cast<std::ptrdiff_t>(pattern.size());
        for (const char32_t code : replacement)
            changed.push_back({code, (rest - 1)->begin, (rest - 1)->end});
    }
    text = std::move(changed);
}

void TextPieces::endPiece()
{
    if (m_text.size() > (m_ends.empty() ? 0 : m_ends.back()))
        m_ends.push_back(m_text.size());
}

void TextPieces::addPiece(AlignedPiece piece)
{
    add(piece);
    endPiece();
}

AlignedPiece TextPieces::piece(std::size_t index) const
{
    const std::size_t begin = index == 0 ? 0 : m_ends[index - 1];
    return AlignedPiece(m_text).subspan(begin, m_ends[index] - begin);
}

void TextPieces::clear()
{
    m_text.clear();
    m_ends.clear();
}

} // namespace headscope
