#pragma once

#include "core/text/aligned_text.h"
#include "core/text/normalizers/normalizer.h"
#include "core/text/tokenizer.h"

#include <optional>
#include <stop_token>
#include <string>
#include <unordered_map>
#include <vector>

namespace headscope {

/// A token that is looked for in the text itself, before any other stage.
struct AddedToken {
    std::string content;
    TokenId id = 0;
    bool isSpecial = false;
    bool isSingleWord = false; ///< only where no word character touches it
    bool takesSpaceLeft = false, takesSpaceRight = false;
    bool isNormalized = false; ///< looked for in the normalised text
};

/// A part of a text: an added token, or what stands between.
struct TextSegment {
    std::optional<TokenId> id;
    std::size_t begin = 0, end = 0;
};

/// Finds added tokens: from left to right, at each place the longest.
class AddedTokenFinder {
public:
    /// `content` is what to look for, which differs from the token's own when it is normalised.
    void add(const AddedToken &token, std::u32string_view content);

    [[nodiscard]] std::vector<TextSegment> split(AlignedPiece text, const std::stop_token &stop) const;

private:
    struct Match {
        std::size_t token, end;
    };

    [[nodiscard]] std::optional<Match> longestMatch(AlignedPiece text, std::size_t begin) const;
    [[nodiscard]] std::optional<int> child(int node, char32_t code) const;

    std::vector<AddedToken> m_tokens;
    std::unordered_map<std::uint64_t, int> m_children; ///< of (node, character); node 0 is the root
    std::vector<std::optional<std::size_t>> m_tokenAt{std::nullopt}; ///< the token that ends at a node
};

} // namespace headscope
