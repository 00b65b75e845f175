#pragma once

#include <QImage>
#include <QString>

#include <functional>

class QPainter;
class QWidget;

namespace headscope {

/// A widget as it is on screen, at `scale` times its size, text and lines drawn anew at that resolution.
[[nodiscard]] QImage pictureOf(QWidget &widget, double scale);

/// Writes a PNG whole or not at all. Empty on success, else a sentence.
[[nodiscard]] QString writePng(const QImage &picture, const QString &file);

/// True for names that end in .svg or .pdf.
[[nodiscard]] bool isVectorFile(const QString &file);

/// Writes what `draw` paints from (0, 0) to `size` as SVG or PDF, as the name says, whole or not at all.
/// `scale` is the size on paper. Empty on success, else a sentence.
[[nodiscard]] QString writeVector(QSizeF size, double scale, const QString &file,
                                  const std::function<void(QPainter &)> &draw);

} // namespace headscope
