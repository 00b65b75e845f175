#pragma once

#include <QString>
#include <QStringList>

namespace headscope {

/// The example sentences for a model (`negation`, `smollm2`, …; any other name: general ones), those of
/// `language`
/// ("en", "fr") first.
[[nodiscard]] QStringList exampleTexts(const QString &model, const QString &language);

/// What a model is opened with when the user gave no text.
[[nodiscard]] QString openingText(const QString &model, const QString &language);

/// Whether a text comes with a model, in any language.
[[nodiscard]] bool isExampleText(const QString &model, const QString &text);

} // namespace headscope
