#include "ui/style/vector_painter.h"

#include <QPaintEngine>

#include <algorithm>

namespace headscope {

bool isVector(const QPainter &painter)
{
    const QPaintEngine *engine = painter.paintEngine();
    if (engine == nullptr)
        return false;
    const auto type = engine->type();
    return type == QPaintEngine::SVG || type == QPaintEngine::Pdf || type == QPaintEngine::Picture;
}

void drawHatch(QPainter &painter, const QRectF &rect, double distance)
{
    for (double start = rect.left() - rect.height(); start < rect.right(); start += distance) {
        const double from = std::max(start, rect.left());
        const double to = std::min(start + rect.height(), rect.right());
        if (from < to)
            painter.drawLine(QPointF(from, rect.bottom() - (from - start)),
                             QPointF(to, rect.bottom() - (to - start)));
    }
}

} // namespace headscope
