#pragma once

#include "core/model/model_config.h"
#include "core/text/tokenizer.h"

#include <string_view>
#include <vector>

namespace headscope {

/// What the decoder reads so that it would write `text`: its start token, then the text's tokens without the
/// token that ends a text. Where a tokenizer ends a text with the start token itself (mBART's language), that
/// one moves to the front.
[[nodiscard]] std::vector<Token> decoderTokens(const Tokenizer &tokenizer, const Generation &generation,
                                               std::string_view text, const EncodeOptions &options = {});

/// What the decoder of a model that does not write (`ModelConfig::writes`) reads: the encoder's text, moved
/// one place right behind the token that such a decoder begins with.
[[nodiscard]] std::vector<TokenId> movedRight(std::vector<TokenId> ids, const DecoderConfig &decoder);

/// Tokens of ids that come from no text.
[[nodiscard]] std::vector<Token> tokensOfIds(const std::vector<TokenId> &ids);

[[nodiscard]] std::vector<TokenId> idsOf(const std::vector<Token> &tokens);

} // namespace headscope
