#pragma once

#include "core/analysis/run_result.h"
#include "ui/style/color_scale.h"

#include <QImage>
#include <QRectF>

namespace headscope {

/// `cells` of a pattern (key along x, query down y, cell n covers n…n+1) as an image of `pixels`. Where a
/// pixel covers several cells it shows the largest attention, so that a single strong one never vanishes;
/// where a cell covers several pixels it stays a sharp rectangle. Cells outside the pattern are transparent.
[[nodiscard]] QImage patternImage(const HeadPattern &pattern, const QRectF &cells, QSize pixels,
                                  const ColorScale &scale);

} // namespace headscope
