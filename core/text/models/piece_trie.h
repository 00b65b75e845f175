#pragma once

#include "core/text/vocabulary.h"

#include <cstdint>
#include <vector>

namespace headscope {

/// The pieces of a vocabulary as a tree of characters: finds all pieces that begin at a place in one walk.
class PieceTrie {
public:
    using Node = std::uint32_t;
    static constexpr Node kRoot = 0;
    static constexpr Node kNone = UINT32_MAX;
    static constexpr TokenId kNoPiece = -1;

    /// `isHidden` says of each id whether to leave its piece out; empty: none is.
    explicit PieceTrie(const Vocabulary &vocabulary, const std::vector<bool> &isHidden = {});

    /// kNone when no piece goes on like this.
    [[nodiscard]] Node child(Node node, char32_t code) const;
    /// The piece that ends here; kNoPiece when none does.
    [[nodiscard]] TokenId piece(Node node) const { return m_pieces[node]; }

private:
    struct Range {
        std::uint32_t begin = 0, end = 0;
    };

    // The children of a node stand in a row, sorted by their character.
    std::vector<Range> m_children;
    std::vector<char32_t> m_codes;
    std::vector<TokenId> m_pieces;
    std::vector<Node> m_firstChildren; ///< of the root, by character, for the first few thousand
};

} // namespace headscope
