#pragma once

#include <QStringList>

namespace headscope {

/// What was opened last, newest first, at most ten; kept in the user's settings.
[[nodiscard]] QStringList recentModels();
void rememberModel(const QString &source);

} // namespace headscope
