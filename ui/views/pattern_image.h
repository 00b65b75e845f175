#pragma once

#include "core/analysis/run_result.h"
#include "ui/style/color_scale.h"

#include <QImage>
#include <QPainter>
#include <QRectF>

namespace headscope {

/// `cells` of a pattern (key along x, query down y, cell n covers n…n+1) as an image of `pixels`. Where a
/// pixel covers several cells it shows the largest attention, so that a single strong one never vanishes;
/// where a cell covers several pixels it stays a sharp rectangle. Cells outside the pattern are transparent.
[[nodiscard]] QImage patternImage(const HeadPattern &pattern, const QRectF &cells, QSize pixels,
                                  const ColorScale &scale);

/// The same as rectangles, neighbours of one colour joined, for files that can be enlarged. A pattern of very
/// many cells becomes an image of one pixel or more a cell.
void drawPatternCells(QPainter &painter, const QRectF &area, const HeadPattern &pattern, const QRectF &cells,
                      const ColorScale &scale);

} // namespace headscope
