#pragma once

#include "ui/session/compute_thread.h"

#include <QString>

namespace headscope {

/// The tokens of a text for a model: by its tokenizer, or the whole numbers in it when the model has none.
/// Empty without a model.
[[nodiscard]] ComputedTokens tokensOfText(const OpenedModel *model, const QString &text);

/// The text with a token's part of it replaced; unchanged for a token that comes from no text.
[[nodiscard]] QString withTokenReplaced(const QString &text, const Token &token, const QString &replacement);

} // namespace headscope
