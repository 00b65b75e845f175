#include "ui/style/scale_legend.h"

#include "ui/style/number_text.h"

#include <algorithm>
#include <cmath>

namespace headscope {

namespace {

constexpr int kBar = 8;

QString endNumber(double value)
{
    const double size = std::abs(value);
    if (size >= 10)
        return decimalText(value, 0);
    if (size >= 0.1 || size == 0)
        return decimalText(value, 2);
    return decimalText(value, std::min(8, 1 - static_cast<int>(std::floor(std::log10(size)))));
}

} // namespace

int scaleLegendHeight(const QFontMetrics &metrics)
{
    return kBar + grid::kHalf + metrics.height();
}

void drawScaleLegend(QPainter &painter, const QRectF &area, const ColorScale &scale, const QString &unit,
                     const Theme &theme)
{
    constexpr int stops = 16;
    QLinearGradient ramp(area.topLeft(), area.topRight());
    for (int stop = 0; stop <= stops; ++stop) {
        const double position = static_cast<double>(stop) / stops;
        ramp.setColorAt(position, scale.color(scale.valueAt(position)));
    }
    painter.setPen(QPen(theme.cellBorder, 1));
    painter.setBrush(ramp);
    painter.drawRect(QRectF(area.left() + 0.5, area.top() + 0.5, area.width() - 1, kBar));

    const QRectF numbers = area.adjusted(0, kBar + grid::kHalf, 0, 0);
    const QString high = endNumber(scale.high());
    painter.setPen(theme.mutedText);
    const QString low = endNumber(scale.low());
    const QString middle = endNumber(scale.valueAt(0.5));
    const QString top = unit.isEmpty() ? high : high + QChar(0x202f) + unit;
    painter.drawText(numbers, Qt::AlignLeft | Qt::AlignTop, low);
    painter.drawText(numbers, Qt::AlignRight | Qt::AlignTop, top);
    const QFontMetricsF metrics(painter.font());
    const double half = metrics.horizontalAdvance(middle) / 2 + grid::kUnit;
    const double sides = std::max(metrics.horizontalAdvance(low), metrics.horizontalAdvance(top));
    if (numbers.width() / 2 - half >= sides) // numbers that touch read as one
        painter.drawText(numbers, Qt::AlignHCenter | Qt::AlignTop, middle);
}

} // namespace headscope
