#include "core/formats/load_error.h"
#include "core/text/models/character_ids.h"
#include "core/text/models/piece_trie.h"
#include "core/text/models/token_model.h"

#include <algorithm>
#include <cmath>

namespace headscope {

namespace {

constexpr double kUnknownPenalty = 10.0;

/// The best way to a place: the sum of its pieces' scores, and the last of them.
struct Arrival {
    static constexpr std::uint32_t kNowhere = UINT32_MAX;
    double score = 0.0;
    std::uint32_t from = kNowhere;
    TokenId id = 0; ///< PieceTrie::kNoPiece: an unknown character
};

class UnigramModel : public TokenModel {
public:
    UnigramModel(const Vocabulary &vocabulary, const UnigramOptions &options)
        : m_vocabulary(vocabulary)
        , m_bytes(vocabulary)
        , m_trie(vocabulary, options.isHidden)
        , m_options(options)
    {
        if (options.scores.size() != static_cast<std::size_t>(vocabulary.size()))
            throw LoadError(sentence("core", "Unigram: expected a score for each of %1 pieces, found %2")
                                .with(vocabulary.size(), options.scores.size()));
        if (std::ranges::any_of(options.scores, [](double score) { return !std::isfinite(score); }))
            throw LoadError(
                sentence("core", "Unigram: expected scores that are finite numbers, found others"));
        double least = 0.0;
        for (std::size_t id = 0; id < options.scores.size(); ++id) {
            const bool isHidden = !options.isHidden.empty() && options.isHidden[id];
            if (!isHidden && (!m_hasPieces || options.scores[id] < least))
                least = options.scores[id];
            m_hasPieces = m_hasPieces || !isHidden;
        }
        m_unknownScore = least - kUnknownPenalty;
        if (options.roundsToSingle)
            m_unknownScore = static_cast<float>(m_unknownScore);
    }

    void tokenize(const TextPieces &pieces, std::vector<Token> &tokens,
                  const std::stop_token &stop) const override
    {
        std::vector<Arrival> arrivals;
        for (std::size_t index = 0; index < pieces.count() && !stop.stop_requested(); ++index) {
            const AlignedPiece word = pieces.piece(index);
            arrivals.assign(word.size() + 1, {});
            if (findPaths(word, arrivals, stop))
                addTokens(word, arrivals, tokens);
        }
    }

    [[nodiscard]] std::optional<TokenId> unknownId() const override { return m_options.unknown; }

private:
    /// Of two ways with the same score the one found first stays. False when it was stopped.
    bool findPaths(AlignedPiece word, std::vector<Arrival> &arrivals, const std::stop_token &stop) const
    {
        constexpr std::size_t kStepsBetweenLooks = 1U << 14U;
        for (std::size_t begin = 0; begin < word.size(); ++begin) {
            if (begin % kStepsBetweenLooks == 0 && stop.stop_requested())
                return false;
            const auto arrive = [&, from = arrivals[begin].score](std::size_t end, double score, TokenId id) {
                Arrival &arrival = arrivals[end];
                const double sum = m_options.roundsToSingle ? static_cast<float>(from + score) : from + score;
                if (arrival.from == Arrival::kNowhere || sum > arrival.score)
                    arrival = {sum, static_cast<std::uint32_t>(begin), id};
            };
            PieceTrie::Node node = PieceTrie::kRoot;
            for (std::size_t end = begin; end < word.size(); ++end) {
                node = m_trie.child(node, word[end].code);
                if (node == PieceTrie::kNone)
                    break;
                if (const TokenId id = m_trie.piece(node); id != PieceTrie::kNoPiece)
                    arrive(end + 1, m_options.scores[static_cast<std::size_t>(id)], id);
            }
            const PieceTrie::Node single = m_trie.child(PieceTrie::kRoot, word[begin].code);
            if (single == PieceTrie::kNone || m_trie.piece(single) == PieceTrie::kNoPiece)
                arrive(begin + 1, m_unknownScore, PieceTrie::kNoPiece);
        }
        return true;
    }

    void addTokens(AlignedPiece word, const std::vector<Arrival> &arrivals, std::vector<Token> &tokens) const
    {
        std::vector<std::size_t> ends; // of the pieces, from the last to the first
        for (std::size_t end = word.size(); end > 0; end = arrivals[end].from)
            ends.push_back(end);
        std::size_t begin = 0;
        for (auto end = ends.rbegin(); end != ends.rend(); ++end) {
            const bool isKnown = !isUnknown(arrivals[*end].id);
            // A run of unknown characters is one.
            if (!isKnown && std::next(end) != ends.rend() && isUnknown(arrivals[*std::next(end)].id))
                continue;
            const AlignedPiece piece = word.subspan(begin, *end - begin);
            if (isKnown)
                tokens.push_back(tokenOf(arrivals[*end].id, piece));
            else
                addUnknown(piece, tokens);
            begin = *end;
        }
    }

    [[nodiscard]] bool isUnknown(TokenId id) const
    {
        return id == PieceTrie::kNoPiece || id == m_options.unknown;
    }

    static Token tokenOf(TokenId id, AlignedPiece piece)
    {
        return {id, 0, 0, piece.front().begin, piece.back().end};
    }

    void addUnknown(AlignedPiece piece, std::vector<Token> &tokens) const
    {
        const std::string text = toUtf8(piece);
        if (const auto id = m_vocabulary.findOwn(text)) {
            tokens.push_back(tokenOf(*id, piece));
            return;
        }
        const auto hasToken = [this](char byte) { return m_bytes.ofByte(byte).has_value(); };
        if (m_options.byteFallback && std::ranges::all_of(text, hasToken)) {
            for (const char byte : text)
                tokens.push_back(tokenOf(*m_bytes.ofByte(byte), piece));
        } else if (m_options.unknown) {
            tokens.push_back(tokenOf(*m_options.unknown, piece));
        }
    }

    const Vocabulary &m_vocabulary;
    CharacterIds m_bytes;
    PieceTrie m_trie;
    UnigramOptions m_options;
    bool m_hasPieces = false;
    double m_unknownScore = -kUnknownPenalty;
};

} // namespace

TokenModelPointer unigramModel(const Vocabulary &vocabulary, const UnigramOptions &options)
{
    return std::make_unique<UnigramModel>(vocabulary, options);
}

} // namespace headscope
