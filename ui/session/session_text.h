#pragma once

#include "core/model/model_config.h"
#include "ui/session/compute_thread.h"

#include <QString>

#include <utility>

namespace headscope {

/// The tokens of a text for a model: by its tokenizer, or the whole numbers in it when the model has none.
/// A second text is joined as the tokenizer does for a pair. Empty without a model.
[[nodiscard]] ComputedTokens tokensOfText(const OpenedModel *model, const QString &text,
                                          const std::optional<QString> &second = {});

/// The text that a model opens with: `wanted`, but for a model without a tokenizer, whose texts are token
/// ids; where `wanted` has none it is the first ids of the vocabulary.
[[nodiscard]] QString openingTextFor(const OpenedModel &model, const QString &wanted);

/// What the decoder of an encoder-decoder reads that is not left to the model (`DecoderChoice::Source`), its
/// start token first. Cut to the model's positions, never empty. Throws std::invalid_argument where ids are
/// given and a word is none.
[[nodiscard]] std::vector<Token> givenDecoderTokens(const OpenedModel &model, const DecoderChoice &choice);

/// The longest beginning that a model with `positions` can read; the special tokens that close it are kept.
[[nodiscard]] ComputedTokens cutToPositions(std::vector<Token> tokens, int positions);

/// The longest beginning whose run fits into memory beside another one of its length: the baseline's. So many
/// tokens as were run already fit: their memory is not free any more.
[[nodiscard]] ComputedTokens cutToMemory(ComputedTokens tokens, const ModelConfig &config, LogitScope scope,
                                         std::size_t provenTokens);

/// Where the second text of a pair begins among the tokens; nothing for a single text.
[[nodiscard]] std::optional<int> beginOfSecond(const std::vector<Token> &tokens);

/// Where a token stands in its text, in UTF-16 units, half-open; both 0 for a token that comes from no text.
[[nodiscard]] std::pair<qsizetype, qsizetype> unitsOfToken(const QString &text, const Token &token);

/// The text with a token's part of it replaced; unchanged for a token that comes from no text.
[[nodiscard]] QString withTokenReplaced(const QString &text, const Token &token, const QString &replacement);

} // namespace headscope
