#pragma once

#include "ui/session/compute_thread.h"

#include <QString>

#include <utility>

namespace headscope {

/// The tokens of a text for a model: by its tokenizer, or the whole numbers in it when the model has none.
/// Empty without a model.
[[nodiscard]] ComputedTokens tokensOfText(const OpenedModel *model, const QString &text);

/// Where a token stands in the text, in UTF-16 units, half-open; both 0 for a token that comes from no text.
[[nodiscard]] std::pair<qsizetype, qsizetype> unitsOfToken(const QString &text, const Token &token);

/// The text with a token's part of it replaced; unchanged for a token that comes from no text.
[[nodiscard]] QString withTokenReplaced(const QString &text, const Token &token, const QString &replacement);

} // namespace headscope
