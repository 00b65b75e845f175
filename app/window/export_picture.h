#pragma once

#include <QPixmap>
#include <QString>

class QWidget;

namespace headscope {

/// A widget as it is on screen, at `scale` times its size, text and lines drawn anew at that resolution.
[[nodiscard]] QImage pictureOf(QWidget &widget, double scale);

/// Writes a PNG whole or not at all. Empty on success, else a sentence.
[[nodiscard]] QString writePng(const QImage &picture, const QString &file);

} // namespace headscope
