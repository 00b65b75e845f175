#pragma once

#include <QString>

namespace headscope {

/// Loads a language ("en", "fr") into the application; every widget gets a LanguageChange event.
void applyLanguage(const QString &language);

} // namespace headscope
