#include "ui/style/head_square.h"

#include "ui/style/head_colors.h"
#include "ui/style/theme.h"

namespace headscope {

void drawHeadSquare(QPainter &painter, const QRectF &place, const HeadSquare &square)
{
    const QRectF inner = place.adjusted(1, 1, -1, -1);
    painter.setPen(QPen(headColor(square.head), 2));
    painter.setBrush(square.isShown ? QBrush(headColor(square.head)) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(inner, head_square::kRadius, head_square::kRadius);
    if (square.isChanged) {
        painter.setPen(QPen(currentTheme().background, 4));
        painter.drawLine(inner.bottomLeft(), inner.topRight());
        painter.setPen(QPen(currentTheme().ablated, 2));
        painter.drawLine(inner.bottomLeft(), inner.topRight());
    }
    painter.setPen(square.isShown ? headNumberColor(square.head) : currentTheme().text);
    painter.drawText(inner, Qt::AlignCenter, QString::number(square.head));
}

} // namespace headscope
