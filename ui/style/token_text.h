#pragma once

#include "core/text/tokenizer.h"

#include <QString>

class QFontMetricsF;

namespace headscope {

/// Text from models and users that is safe to put beside other text: characters that would turn the reading
/// direction of their neighbours are shown as `⟨202E⟩`, and the whole is isolated from what surrounds it.
[[nodiscard]] QString isolated(const QString &text);

/// How a token reads on screen (`·the`, `↵`, `⟨E2⟩`), isolated.
[[nodiscard]] inline QString tokenDisplay(const Tokenizer &tokenizer, TokenId id)
{
    return isolated(QString::fromStdString(displayText(tokenizer, id)));
}

/// What fits in `width`, with … at the end; isolated like its argument.
[[nodiscard]] QString elided(const QString &text, const QFontMetricsF &metrics, double width);

/// For setToolTip and QToolTip::showText, which guess rich text: `<img src=…>` in a token stays letters.
/// Line ends stay line ends.
[[nodiscard]] QString plainToolTip(const QString &text);

} // namespace headscope
