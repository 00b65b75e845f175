#pragma once

#include <QImage>
#include <QString>

#include <filesystem>
#include <functional>

class QPainter;
class QWidget;

namespace headscope {

/// A widget as it is on screen, at `scale` times its size, text and lines drawn anew at that resolution.
[[nodiscard]] QImage pictureOf(QWidget &widget, double scale);

/// Writes a PNG whole or not at all. Throws std::runtime_error with a sentence.
void writePng(const QImage &picture, const std::filesystem::path &file);

/// True for names that end in .svg or .pdf.
[[nodiscard]] bool isVectorFile(const QString &file);

/// Writes what `draw` paints from (0, 0) to `size` as SVG or PDF, as the name says, whole or not at all.
/// `scale` is the size on paper. Throws std::runtime_error with a sentence.
void writeVector(QSizeF size, double scale, const std::filesystem::path &file,
                 const std::function<void(QPainter &)> &draw);

} // namespace headscope
