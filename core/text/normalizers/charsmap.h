#pragma once

#include "core/text/normalizers/normalizer.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headscope {

/// SentencePiece's table of what characters become: a trie of bytes, packed into units of 32 bits, whose
/// values are places in a block of texts that each end with a zero.
///
/// The table is untrusted: a unit or a value that points outside of it is as good as none.
class Charsmap {
public:
    struct Match {
        std::size_t bytes; ///< of what is replaced
        std::string_view replacement;
    };

    /// Throws LoadError for a table that is cut off.
    explicit Charsmap(std::string_view table);

    /// The shortest and the longest beginning of `text` that is replaced.
    [[nodiscard]] std::optional<Match> shortestMatch(std::string_view text) const;
    [[nodiscard]] std::optional<Match> longestMatch(std::string_view text) const;

private:
    enum class Choice { Shortest, Longest };
    [[nodiscard]] std::optional<Match> match(std::string_view text, Choice choice) const;
    [[nodiscard]] std::optional<std::string_view> textAt(std::uint32_t place) const;

    std::vector<std::uint32_t> m_units;
    std::string m_texts;
};

/// As the `tokenizers` package applies a table: to each grapheme of fewer than six bytes, of which the
/// shortest beginning that is replaced stands for the whole; to the characters of every other.
[[nodiscard]] NormalizerPointer graphemeCharsmapNormalizer(Charsmap charsmap);
/// As SentencePiece applies it: from left to right, at each place the longest.
[[nodiscard]] NormalizerPointer charsmapNormalizer(Charsmap charsmap);

/// Where the grapheme that begins at `begin` ends.
[[nodiscard]] std::size_t graphemeEnd(AlignedPiece text, std::size_t begin);

/// The bytes that `text` stands for; nothing when it is no base64.
[[nodiscard]] std::optional<std::string> decodeBase64(std::string_view text);

} // namespace headscope
