#pragma once

#include "core/text/tokenizer.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace headscope {

/// The pieces of a model's vocabulary and of the tokens that a tokenizer adds to it, and their ids. An id may
/// be without a piece.
class Vocabulary {
public:
    Vocabulary() = default;
    ~Vocabulary() = default;
    Vocabulary(const Vocabulary &) = delete;
    Vocabulary &operator=(const Vocabulary &) = delete;
    Vocabulary(Vocabulary &&) = default;
    Vocabulary &operator=(Vocabulary &&) = default;

    /// The largest number of ids that is taken for a vocabulary and not for a mistake.
    static constexpr TokenId kMostIds = 1 << 22;

    /// Later entries win, as in the reference's. Throws LoadError for an id that cannot be one.
    void add(std::string piece, std::int64_t id);
    /// The same for a piece that is added: `findOwn` does not know it.
    void addBeside(std::string piece, std::int64_t id);
    /// Makes an id one of the vocabulary's, with or without a piece. Throws LoadError for one that cannot be.
    void makeRoomFor(std::int64_t id);

    [[nodiscard]] std::optional<TokenId> find(std::string_view piece) const;
    /// What the model itself finds in a text: pieces of its own vocabulary.
    [[nodiscard]] std::optional<TokenId> findOwn(std::string_view piece) const;
    /// Empty for an id without one, and for numbers that are no id.
    [[nodiscard]] std::string_view piece(TokenId id) const;
    /// How many different pieces the model itself has.
    [[nodiscard]] std::size_t ownPieces() const { return m_ids.size(); }
    /// One more than the largest id.
    [[nodiscard]] TokenId size() const { return static_cast<TokenId>(m_pieces.size()); }
    /// The length of the longest of the model's own pieces.
    [[nodiscard]] std::size_t longestPiece() const { return m_longestPiece; }

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };

    using Ids = std::unordered_map<std::string, TokenId, Hash, std::equal_to<>>;
    void addTo(Ids &ids, std::string piece, std::int64_t id);

    Ids m_ids, m_idsBeside;
    std::vector<std::string_view> m_pieces; // the keys of both, which stay where they are
    std::size_t m_longestPiece = 0;
};

} // namespace headscope
