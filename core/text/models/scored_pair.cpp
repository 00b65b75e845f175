#include "core/formats/load_error.h"
#include "core/text/models/character_ids.h"
#include "core/text/models/pair_merger.h"
#include "core/text/models/token_model.h"
#include "core/text/models/word_cutter.h"

#include <cmath>
#include <map>

namespace headscope {

namespace {

/// The rank of each id: 0 for the best score; equal scores have equal ranks.
std::vector<std::int32_t> ranksOf(const std::vector<float> &scores)
{
    std::map<float, std::int32_t, std::greater<>> ranks;
    for (const float score : scores) {
        if (std::isnan(score))
            throw LoadError(sentence("core", "vocabulary: expected scores that are numbers, found NaN"));
        ranks.emplace(score, 0);
    }
    std::int32_t rank = 0;
    for (auto &entry : ranks)
        entry.second = rank++;
    std::vector<std::int32_t> result;
    for (const float score : scores)
        result.push_back(ranks.at(score));
    return result;
}

/// A character without a token of its own has an id above the vocabulary's until it has merged.
class ScoredPairModel : public TokenModel {
public:
    ScoredPairModel(const Vocabulary &vocabulary, const ScoredPairOptions &options)
        : m_vocabulary(vocabulary)
        , m_characters(vocabulary)
        , m_cutter(vocabulary)
        , m_ranks(ranksOf(options.scores))
        , m_unknown(options.unknown)
        , m_fuseUnknown(options.fuseUnknown)
    {
        m_ranks.resize(static_cast<std::size_t>(vocabulary.size()));
    }

    void tokenize(const TextPieces &pieces, std::vector<Token> &tokens,
                  const std::stop_token &stop) const override
    {
        PairTable known; // the merges this text has asked for
        PairMerger merger;
        const auto mergeOf = [&](TokenId left, TokenId right) {
            if (const PairMerge *merge = known.find(left, right))
                return *merge;
            const PairMerge merge = lookUp(left, right);
            known.insert(left, right, merge);
            return merge;
        };
        for (std::size_t index = 0; index < pieces.count() && !stop.stop_requested(); ++index) {
            const AlignedPiece piece = pieces.piece(index);
            const std::size_t first = tokens.size();
            for (std::size_t begin = 0; begin < piece.size() && !stop.stop_requested();) {
                const std::size_t end = m_cutter.wordEnd(piece, begin);
                const AlignedPiece word = piece.subspan(begin, end - begin);
                merger.clear();
                for (std::size_t place = 0; place < word.size(); ++place)
                    merger.add(idOf(word[place].code), place, place + 1);
                merger.merge(mergeOf, stop);
                addTokens(word, merger, first, tokens);
                begin = end;
            }
        }
    }

    [[nodiscard]] std::optional<TokenId> unknownId() const override { return m_unknown; }

private:
    [[nodiscard]] TokenId idOf(char32_t code) const
    {
        const auto id = m_characters.ofCharacter(code);
        return id ? *id : m_vocabulary.size() + static_cast<TokenId>(code);
    }

    [[nodiscard]] std::string textOf(TokenId id) const
    {
        if (id < m_vocabulary.size())
            return std::string(m_vocabulary.piece(id));
        return toUtf8(static_cast<char32_t>(id - m_vocabulary.size()));
    }

    [[nodiscard]] PairMerge lookUp(TokenId left, TokenId right) const
    {
        const auto merged = m_vocabulary.findOwn(textOf(left) + textOf(right));
        return merged ? PairMerge{m_ranks[static_cast<std::size_t>(*merged)], *merged} : PairMerge{};
    }

    /// `first`: where the tokens of the piece that the word is from begin.
    void addTokens(AlignedPiece word, const PairMerger &merger, std::size_t first,
                   std::vector<Token> &tokens) const
    {
        for (const PairSymbol &symbol : merger.symbols()) {
            if (symbol.id != PairSymbol::kNone)
                addTokensOf(symbol.id, {0, 0, 0, word[symbol.begin].begin, word[symbol.end - 1].end}, first,
                            tokens);
        }
    }

    /// The piece's token, or those of its character's bytes; `token` says where it stands.
    void addTokensOf(TokenId id, Token token, std::size_t first, std::vector<Token> &tokens) const
    {
        const auto add = [&](std::optional<TokenId> found) {
            token.id = found.value_or(0);
            const bool joins = m_fuseUnknown && found && found == m_unknown && tokens.size() > first &&
                               tokens.back().id == *found;
            if (joins)
                tokens.back().end = token.end;
            else if (found)
                tokens.push_back(token);
        };
        if (id < m_vocabulary.size())
            return add(id);
        const std::string bytes = textOf(id);
        const auto hasToken = [this](char byte) { return m_characters.ofByte(byte).has_value(); };
        if (!std::ranges::all_of(bytes, hasToken))
            return add(m_unknown);
        for (const char byte : bytes)
            add(m_characters.ofByte(byte));
    }

    const Vocabulary &m_vocabulary;
    CharacterIds m_characters;
    WordCutter m_cutter;
    std::vector<std::int32_t> m_ranks;
    std::optional<TokenId> m_unknown;
    bool m_fuseUnknown;
};

} // namespace

TokenModelPointer scoredPairModel(const Vocabulary &vocabulary, const ScoredPairOptions &options)
{
    return std::make_unique<ScoredPairModel>(vocabulary, options);
}

} // namespace headscope
