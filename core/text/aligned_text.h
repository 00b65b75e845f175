#pragma once

#include "core/text/characters/unicode.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace headscope {

/// A character of a text that is being rewritten, and the part of the original text it stands for.
struct AlignedCharacter {
    char32_t code = 0;
    std::uint32_t begin = 0, end = 0; ///< half-open, in code points of the original
};

using AlignedText = std::vector<AlignedCharacter>;
using AlignedPiece = std::span<const AlignedCharacter>;

/// A character of the new text beside how it came about: 0 takes the next old character's place, 1 is put in
/// after it, -n takes its place and swallows n more.
struct Change {
    char32_t code = 0;
    int change = 0;
};

[[nodiscard]] AlignedText alignedText(std::string_view text);
[[nodiscard]] std::string toUtf8(AlignedPiece piece);

/// Rewrites `text` as `changes` say; what is put in belongs to the old character before it.
void applyChanges(AlignedText &text, std::span<const Change> changes);

/// Puts `prefix` in front of a text that is not empty; it belongs to the first character.
void prepend(AlignedText &text, std::u32string_view prefix);

/// Replaces each occurrence of `pattern`; the replacement belongs to the last character replaced.
void replaceAll(AlignedText &text, std::u32string_view pattern, std::u32string_view replacement);

/// Pieces of a text, one behind the other in one buffer.
class TextPieces {
public:
    void add(AlignedCharacter character) { m_text.push_back(character); }
    void add(AlignedPiece characters) { m_text.insert(m_text.end(), characters.begin(), characters.end()); }

    /// Ends the piece under construction; an empty one is forgotten.
    void endPiece();
    void addPiece(AlignedPiece piece);

    [[nodiscard]] std::size_t count() const { return m_ends.size(); }
    [[nodiscard]] AlignedPiece piece(std::size_t index) const;
    void clear();

private:
    AlignedText m_text;
    std::vector<std::size_t> m_ends;
};

} // namespace headscope
