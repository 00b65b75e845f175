#include "core/model/decoder_text.h"

#include <algorithm>
#include <iterator>

namespace headscope {

std::vector<Token> decoderTokens(const Tokenizer &tokenizer, const Generation &generation,
                                 std::string_view text, const EncodeOptions &options)
{
    std::vector<Token> tokens = tokenizer.encode(text, options);
    const bool endsWithStart =
        !tokens.empty() && tokens.back().sequence < 0 && tokens.back().id == generation.startToken;
    const bool isEnded =
        !tokens.empty() && tokens.back().sequence < 0 &&
        std::ranges::find(generation.endTokens, tokens.back().id) != generation.endTokens.end();
    if (endsWithStart || isEnded)
        tokens.pop_back();
    tokens.insert(tokens.begin(), Token{generation.startToken});
    return tokens;
}

std::vector<TokenId> movedRight(std::vector<TokenId> ids, const DecoderConfig &decoder)
{
    if (ids.empty())
        return ids;
    const TokenId last = ids.back();
    std::shift_right(ids.begin(), ids.end(), 1);
    ids.front() = decoder.beginsWithLastToken ? last : decoder.generation.startToken;
    return ids;
}

std::vector<Token> tokensOfIds(const std::vector<TokenId> &ids)
{
    std::vector<Token> tokens;
    std::ranges::transform(ids, std::back_inserter(tokens), [](TokenId id) { return Token{id}; });
    return tokens;
}

std::vector<TokenId> idsOf(const std::vector<Token> &tokens)
{
    std::vector<TokenId> ids;
    std::ranges::transform(tokens, std::back_inserter(ids), &Token::id);
    return ids;
}

} // namespace headscope
