#pragma once

#include "core/analysis/intervention.h"
#include "ui/session/look.h"

#include <QSize>
#include <QString>

namespace headscope {

/// What the picture in the centre shows.
struct PictureDescription {
    QString model;
    QString text;
    int layers = 0, heads = 0;
    Interventions interventions;
    Look look;
    bool dark = false;
    QString language;
    QSize size; ///< empty: the usual one
};

/// The command that draws this picture again: `headscope render …`, quoted for a shell.
[[nodiscard]] QString renderLine(const PictureDescription &picture);

/// One argument as a POSIX shell reads it back.
[[nodiscard]] QString shellQuoted(const QString &argument);

} // namespace headscope
