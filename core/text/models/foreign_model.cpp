#include "core/text/models/token_model.h"

namespace headscope {

namespace {

class ForeignTokenModel : public TokenModel {
public:
    explicit ForeignTokenModel(ForeignModel parts)
        : m_parts(std::move(parts))
    {
    }

    void tokenize(const TextPieces &pieces, std::vector<Token> &tokens,
                  const std::stop_token &stop) const override
    {
        std::vector<Token> own;
        m_parts.model->tokenize(pieces, own, stop);
        for (Token &token : own) {
            const std::optional<TokenId> id = m_parts.ids[static_cast<std::size_t>(token.id)];
            if (!id && !m_parts.unknown)
                continue;
            token.id = id ? *id : *m_parts.unknown;
            tokens.push_back(token);
        }
    }

    [[nodiscard]] std::optional<TokenId> unknownId() const override { return m_parts.unknown; }

private:
    ForeignModel m_parts;
};

} // namespace

TokenModelPointer foreignModel(ForeignModel parts)
{
    return std::make_unique<ForeignTokenModel>(std::move(parts));
}

} // namespace headscope
