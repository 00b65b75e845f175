#include "core/formats/load_error.h"
#include "core/text/token_model.h"

#include <queue>

#include <algorithm>
#include <array>

namespace headscope {

namespace {

constexpr int kNone = -1;

/// A stretch of a word that is one token so far, in a list linked both ways.
struct Symbol {
    TokenId id; // kNone when it was merged into its left neighbour
    int previous, next;
    std::uint32_t begin, end; // characters of the word; the bytes of one character share it
};

/// A pair of neighbours that may merge; the lowest rank goes first, then the leftmost.
struct Candidate {
    std::uint32_t rank, left;
    bool operator>(const Candidate &other) const
    {
        return rank != other.rank ? rank > other.rank : left > other.left;
    }
};

using Candidates = std::priority_queue<Candidate, std::vector<Candidate>, std::greater<>>;

struct PairHash {
    std::size_t operator()(std::uint64_t pair) const
    {
        constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15;
        return (pair * kMix) ^ ((pair * kMix) >> 29U);
    }
};

std::uint64_t pairKey(TokenId left, TokenId right)
{
    return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(left)) << 32U) |
           static_cast<std::uint32_t>(right);
}

class BytePairModel : public TokenModel {
public:
    BytePairModel(const Vocabulary &vocabulary, const PieceMerges &merges, const BytePairOptions &options)
        : m_vocabulary(vocabulary)
        , m_options(options)
    {
        if (options.unknown)
            m_unknown = required(*options.unknown, "the unknown token");
        for (std::size_t byte = 0; byte < m_bytes.size(); ++byte)
            m_bytes[byte] = vocabulary.find(bytePieceName(static_cast<std::uint8_t>(byte)));
        for (const auto &[left, right] : merges)
            addMerge(left, right);
    }

    void tokenize(const TextPieces &pieces, std::vector<Token> &tokens,
                  const std::stop_token &stop) const override
    {
        std::vector<Symbol> symbols;
        for (std::size_t index = 0; index < pieces.count() && !stop.stop_requested(); ++index) {
            const AlignedPiece word = pieces.piece(index);
            if (m_options.ignoreMerges) {
                if (const auto id = m_vocabulary.find(toUtf8(word))) {
                    tokens.push_back({*id, 0, 0, word.front().begin, word.back().end});
                    continue;
                }
            }
            symbols.clear();
            addSymbols(word, symbols);
            mergeSymbols(symbols, stop);
            for (const Symbol &symbol : symbols) {
                if (symbol.id != kNone)
                    tokens.push_back({symbol.id, 0, 0, word[symbol.begin].begin, word[symbol.end - 1].end});
            }
        }
    }

    [[nodiscard]] std::optional<TokenId> unknownId() const override { return m_unknown; }

private:
    struct Merge {
        std::uint32_t rank;
        TokenId merged;
    };

    TokenId required(std::string_view piece, const std::string &what) const
    {
        const auto id = m_vocabulary.find(piece);
        if (!id)
            throw LoadError("BPE: expected " + what + " \"" + std::string(piece) +
                            "\" in the vocabulary, which does not have it");
        return *id;
    }

    void addMerge(const std::string &left, const std::string &right)
    {
        const TokenId leftId = required(left, "a merge's left piece");
        const TokenId rightId = required(right, "a merge's right piece");
        const std::size_t prefix = m_options.continuingPrefix.size();
        if (right.size() < prefix)
            throw LoadError("BPE: expected the merge's right piece \"" + right + "\" to begin with \"" +
                            m_options.continuingPrefix + "\"");
        const TokenId merged = required(left + right.substr(prefix), "a merge's result");
        const auto rank = static_cast<std::uint32_t>(m_mergedIds.size());
        m_merges.insert_or_assign(pairKey(leftId, rightId), Merge{rank, merged});
        m_mergedIds.push_back(merged);
    }

    [[nodiscard]] std::optional<TokenId> characterId(AlignedPiece word, std::size_t index) const
    {
        std::string piece = index > 0 ? m_options.continuingPrefix : std::string();
        appendUtf8(piece, word[index].code);
        if (index + 1 == word.size())
            piece += m_options.wordSuffix;
        return m_vocabulary.find(piece);
    }

    static void addSymbol(std::vector<Symbol> &symbols, TokenId id, std::size_t begin, std::size_t end)
    {
        const auto index = static_cast<int>(symbols.size());
        symbols.push_back(
            {id, index - 1, index + 1, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    }

    void addSymbols(AlignedPiece word, std::vector<Symbol> &symbols) const
    {
        std::size_t unknownBegin = 0, unknownEnd = 0; // a run that is not yet a symbol
        const auto flush = [&] {
            if (unknownEnd > unknownBegin)
                addSymbol(symbols, *m_unknown, unknownBegin, unknownEnd);
            unknownBegin = unknownEnd;
        };
        for (std::size_t index = 0; index < word.size(); ++index) {
            if (const auto id = characterId(word, index)) {
                flush();
                addSymbol(symbols, *id, index, index + 1);
                continue;
            }
            if (addBytes(word, index, symbols) || !m_unknown)
                continue;
            if (!m_options.fuseUnknown)
                flush();
            if (unknownBegin == unknownEnd)
                unknownBegin = index;
            unknownEnd = index + 1;
        }
        flush();
        if (!symbols.empty())
            symbols.back().next = kNone;
    }

    /// A character as its bytes' tokens, if all of them have one.
    bool addBytes(AlignedPiece word, std::size_t index, std::vector<Symbol> &symbols) const
    {
        if (!m_options.byteFallback)
            return false;
        const std::string bytes = toUtf8(word[index].code);
        const auto idOf = [this](char byte) { return m_bytes[static_cast<std::uint8_t>(byte)]; };
        if (!std::ranges::all_of(bytes, [&](char byte) { return idOf(byte).has_value(); }))
            return false;
        for (const char byte : bytes)
            addSymbol(symbols, *idOf(byte), index, index + 1);
        return true;
    }

    void consider(const std::vector<Symbol> &symbols, int left, Candidates &candidates) const
    {
        if (left == kNone)
            return;
        const Symbol &symbol = symbols[static_cast<std::size_t>(left)];
        if (symbol.next == kNone)
            return;
        const auto merge =
            m_merges.find(pairKey(symbol.id, symbols[static_cast<std::size_t>(symbol.next)].id));
        if (merge != m_merges.end())
            candidates.push({merge->second.rank, static_cast<std::uint32_t>(left)});
    }

    /// Whether the two still make what the candidate was noted for.
    [[nodiscard]] bool stillMerges(const Candidate &candidate, TokenId left, TokenId right) const
    {
        const auto merge = m_merges.find(pairKey(left, right));
        return merge != m_merges.end() && merge->second.merged == m_mergedIds[candidate.rank];
    }

    void mergeSymbols(std::vector<Symbol> &symbols, const std::stop_token &stop) const
    {
        constexpr std::size_t kStepsBetweenLooks = 1U << 14U;
        Candidates candidates;
        for (std::size_t index = 0; index < symbols.size(); ++index)
            consider(symbols, static_cast<int>(index), candidates);
        for (std::size_t step = 1; !candidates.empty(); ++step) {
            if (step % kStepsBetweenLooks == 0 && stop.stop_requested())
                return;
            const Candidate candidate = candidates.top();
            candidates.pop();
            Symbol &left = symbols[candidate.left];
            if (left.id == kNone || left.next == kNone)
                continue;
            Symbol &right = symbols[static_cast<std::size_t>(left.next)];
            if (!stillMerges(candidate, left.id, right.id))
                continue;
            left.id = m_mergedIds[candidate.rank];
            left.end = right.end;
            left.next = right.next;
            right.id = kNone;
            if (left.next != kNone)
                symbols[static_cast<std::size_t>(left.next)].previous = static_cast<int>(candidate.left);
            consider(symbols, left.previous, candidates);
            consider(symbols, static_cast<int>(candidate.left), candidates);
        }
    }

    const Vocabulary &m_vocabulary;
    BytePairOptions m_options;
    std::optional<TokenId> m_unknown;
    std::array<std::optional<TokenId>, 256> m_bytes;
    std::unordered_map<std::uint64_t, Merge, PairHash> m_merges;
    std::vector<TokenId> m_mergedIds; // by rank
};

} // namespace

TokenModelPointer bytePairModel(const Vocabulary &vocabulary, const PieceMerges &merges,
                                const BytePairOptions &options)
{
    return std::make_unique<BytePairModel>(vocabulary, merges, options);
}

} // namespace headscope
