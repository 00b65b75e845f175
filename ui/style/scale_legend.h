#pragma once

#include "ui/style/color_scale.h"

#include <QFontMetrics>
#include <QPainter>

namespace headscope {

/// A ramp with the numbers of its ends and its middle below, the last with its unit.
void drawScaleLegend(QPainter &painter, const QRectF &area, const ColorScale &scale, const QString &unit,
                     const Theme &theme);
[[nodiscard]] int scaleLegendHeight(const QFontMetrics &metrics);

} // namespace headscope
