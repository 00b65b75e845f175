#pragma once

#include "ui/session/other_texts.h"
#include "ui/style/theme.h"

#include <QByteArray>
#include <QString>

namespace headscope {

/// What the window remembers between starts.
struct WindowSettings {
    QString language; ///< en, fr; the system's when nothing was chosen
    ThemeKind theme = ThemeKind::System;
    QByteArray geometry, splitter;
    QString lastModel, lastText;
    OtherTexts lastOthers;
};

[[nodiscard]] WindowSettings loadSettings();
void saveSettings(const WindowSettings &settings);

} // namespace headscope
