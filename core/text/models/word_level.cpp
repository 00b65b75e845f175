#include "core/text/models/token_model.h"

namespace headscope {

namespace {

class WordLevelModel : public TokenModel {
public:
    WordLevelModel(const Vocabulary &vocabulary, const std::string &unknown)
        : m_vocabulary(vocabulary)
        , m_unknown(vocabulary.find(unknown))
    {
    }

    void tokenize(const TextPieces &pieces, std::vector<Token> &tokens,
                  const std::stop_token &stop) const override
    {
        for (std::size_t index = 0; index < pieces.count() && !stop.stop_requested(); ++index) {
            const AlignedPiece word = pieces.piece(index);
            std::optional<TokenId> id = m_vocabulary.findOwn(toUtf8(word));
            if (!id)
                id = m_unknown;
            if (id)
                tokens.push_back({*id, 0, 0, word.front().begin, word.back().end});
        }
    }

    [[nodiscard]] std::optional<TokenId> unknownId() const override { return m_unknown; }

private:
    const Vocabulary &m_vocabulary;
    std::optional<TokenId> m_unknown;
};

} // namespace

TokenModelPointer wordLevelModel(const Vocabulary &vocabulary, const std::string &unknown)
{
    return std::make_unique<WordLevelModel>(vocabulary, unknown);
}

} // namespace headscope
