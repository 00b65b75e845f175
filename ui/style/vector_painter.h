#pragma once

#include <QPainter>

namespace headscope {

/// True when what is painted keeps its shapes (SVG, PDF): views then draw lines and cells instead of pixels.
[[nodiscard]] bool isVector(const QPainter &painter);

/// Parallel diagonal strokes inside a rectangle, cut at its sides without clipping, which SVG does not keep.
void drawHatch(QPainter &painter, const QRectF &rect, double distance);

} // namespace headscope
