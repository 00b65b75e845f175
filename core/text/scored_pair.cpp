#include "core/formats/load_error.h"
#include "core/text/token_model.h"

#include <queue>

#include <array>
#include <cmath>

namespace headscope {

namespace {

constexpr int kNone = -1;

/// A stretch of the text, in a list linked both ways.
struct Symbol {
    std::size_t offset, bytes; // in the text; no bytes: merged into the left neighbour
    int previous, next;
    std::uint32_t begin, end; // characters
};

/// Two neighbours that make a piece; the best score goes first, then the leftmost.
struct Candidate {
    float score;
    int left;
    std::size_t bytes; // of both together: tells whether one of them has grown since
    bool operator<(const Candidate &other) const
    {
        return score != other.score ? score < other.score : left > other.left;
    }
};

using Candidates = std::priority_queue<Candidate>;

/// One text on its way.
struct Work {
    std::string text;
    std::vector<Symbol> symbols;
    Candidates candidates;

    [[nodiscard]] Symbol &at(int index) { return symbols[static_cast<std::size_t>(index)]; }
    [[nodiscard]] std::string_view view(std::size_t offset, std::size_t bytes) const
    {
        return std::string_view(text).substr(offset, bytes);
    }
};

Work workOf(AlignedPiece piece)
{
    Work work;
    work.symbols.reserve(piece.size());
    for (std::size_t index = 0; index < piece.size(); ++index) {
        const std::size_t offset = work.text.size();
        appendUtf8(work.text, piece[index].code);
        const auto number = static_cast<int>(index);
        const bool isLast = index + 1 == piece.size();
        work.symbols.push_back({offset, work.text.size() - offset, number - 1, isLast ? kNone : number + 1,
                                static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(index + 1)});
    }
    return work;
}

class ScoredPairModel : public TokenModel {
public:
    ScoredPairModel(const Vocabulary &vocabulary, ScoredPairOptions options)
        : m_vocabulary(vocabulary)
        , m_options(std::move(options))
    {
        m_options.scores.resize(static_cast<std::size_t>(vocabulary.size()));
        for (const float score : m_options.scores) {
            if (std::isnan(score))
                throw LoadError("vocabulary: expected scores that are numbers, found NaN");
        }
        for (std::size_t byte = 0; byte < m_bytes.size(); ++byte)
            m_bytes[byte] = vocabulary.find(bytePieceName(static_cast<std::uint8_t>(byte)));
    }

    void tokenize(const TextPieces &pieces, std::vector<Token> &tokens,
                  const std::stop_token &stop) const override
    {
        for (std::size_t index = 0; index < pieces.count() && !stop.stop_requested(); ++index) {
            const AlignedPiece piece = pieces.piece(index);
            Work work = workOf(piece);
            merge(work, stop);
            for (const Symbol &symbol : work.symbols) {
                if (symbol.bytes > 0)
                    addTokens(work.view(symbol.offset, symbol.bytes),
                              {0, 0, 0, piece[symbol.begin].begin, piece[symbol.end - 1].end}, tokens);
            }
        }
    }

    [[nodiscard]] std::optional<TokenId> unknownId() const override { return m_options.unknown; }

private:
    void consider(Work &work, int left) const
    {
        if (left == kNone || work.at(left).next == kNone)
            return;
        const Symbol &first = work.at(left);
        const std::size_t bytes = first.bytes + work.at(first.next).bytes;
        if (bytes > m_vocabulary.longestPiece())
            return;
        if (const auto id = m_vocabulary.find(work.view(first.offset, bytes)))
            work.candidates.push({m_options.scores[static_cast<std::size_t>(*id)], left, bytes});
    }

    void merge(Work &work, const std::stop_token &stop) const
    {
        constexpr std::size_t kStepsBetweenLooks = 1U << 14U;
        for (std::size_t index = 0; index < work.symbols.size(); ++index)
            consider(work, static_cast<int>(index));
        for (std::size_t step = 1; !work.candidates.empty(); ++step) {
            if (step % kStepsBetweenLooks == 0 && stop.stop_requested())
                return;
            const Candidate candidate = work.candidates.top();
            work.candidates.pop();
            Symbol &left = work.at(candidate.left);
            if (left.bytes == 0 || left.next == kNone)
                continue;
            Symbol &right = work.at(left.next);
            if (left.bytes + right.bytes != candidate.bytes)
                continue;
            left.bytes = candidate.bytes;
            left.end = right.end;
            left.next = right.next;
            right.bytes = 0;
            if (left.next != kNone)
                work.at(left.next).previous = candidate.left;
            consider(work, left.previous);
            consider(work, candidate.left);
        }
    }

    /// The piece's token, or those of its bytes; `token` says where it stands.
    void addTokens(std::string_view piece, Token token, std::vector<Token> &tokens) const
    {
        const auto add = [&](std::optional<TokenId> id) {
            if (!id)
                return;
            token.id = *id;
            tokens.push_back(token);
        };
        if (const auto id = m_vocabulary.find(piece))
            return add(id);
        for (const char byte : piece) {
            const auto id = m_bytes[static_cast<std::uint8_t>(byte)];
            add(id ? id : m_options.unknown);
        }
    }

    const Vocabulary &m_vocabulary;
    ScoredPairOptions m_options;
    std::array<std::optional<TokenId>, 256> m_bytes;
};

} // namespace

TokenModelPointer scoredPairModel(const Vocabulary &vocabulary, ScoredPairOptions options)
{
    return std::make_unique<ScoredPairModel>(vocabulary, std::move(options));
}

} // namespace headscope
