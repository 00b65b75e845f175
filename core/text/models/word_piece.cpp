#include "core/formats/in_quotes.h"
#include "core/formats/load_error.h"
#include "core/text/models/token_model.h"

#include <algorithm>

namespace headscope {

namespace {

class WordPieceModel : public TokenModel {
public:
    WordPieceModel(const Vocabulary &vocabulary, const WordPieceOptions &options)
        : m_vocabulary(vocabulary)
        , m_options(options)
    {
        const auto unknown = vocabulary.find(options.unknown);
        if (!unknown)
            throw LoadError(
                sentence("core",
                         "WordPiece: expected the unknown token %1 in the vocabulary, which does not have it")
                    .with(inQuotes(options.unknown)));
        m_unknown = *unknown;
    }

    void tokenize(const TextPieces &pieces, std::vector<Token> &tokens,
                  const std::stop_token &stop) const override
    {
        for (std::size_t index = 0; index < pieces.count() && !stop.stop_requested(); ++index)
            tokenizeWord(pieces.piece(index), tokens, stop);
    }

    [[nodiscard]] std::optional<TokenId> unknownId() const override { return m_unknown; }

private:
    struct Match {
        TokenId id;
        std::size_t end;
    };

    void tokenizeWord(AlignedPiece word, std::vector<Token> &tokens, const std::stop_token &stop) const
    {
        const std::size_t before = tokens.size();
        bool isKnown = word.size() <= m_options.longestWord;
        for (std::size_t begin = 0; begin < word.size() && isKnown && !stop.stop_requested();) {
            const std::optional<Match> match = longestMatch(word, begin);
            isKnown = match.has_value();
            if (!isKnown)
                break;
            tokens.push_back({match->id, 0, 0, word[begin].begin, word[match->end - 1].end});
            begin = match->end;
        }
        if (isKnown)
            return;
        tokens.resize(before);
        tokens.push_back({m_unknown, 0, 0, word.front().begin, word.back().end});
    }

    /// The longest piece of the vocabulary that stands at `begin`.
    [[nodiscard]] std::optional<Match> longestMatch(AlignedPiece word, std::size_t begin) const
    {
        std::string candidate = begin > 0 ? m_options.continuingPrefix : std::string();
        std::vector<std::size_t> ends; // of the candidate's characters, in bytes
        const std::size_t most = std::min(word.size() - begin, m_vocabulary.longestPiece());
        for (std::size_t index = 0; index < most; ++index) {
            appendUtf8(candidate, word[begin + index].code);
            if (candidate.size() > m_vocabulary.longestPiece())
                break;
            ends.push_back(candidate.size());
        }
        for (std::size_t characters = ends.size(); characters > 0; --characters) {
            const auto id = m_vocabulary.findOwn(std::string_view(candidate).substr(0, ends[characters - 1]));
            if (id)
                return Match{*id, begin + characters};
        }
        return std::nullopt;
    }

    const Vocabulary &m_vocabulary;
    WordPieceOptions m_options;
    TokenId m_unknown = 0;
};

} // namespace

TokenModelPointer wordPieceModel(const Vocabulary &vocabulary, const WordPieceOptions &options)
{
    return std::make_unique<WordPieceModel>(vocabulary, options);
}

} // namespace headscope
