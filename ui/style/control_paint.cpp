#include "ui/style/control_paint.h"

#include "ui/style/theme.h"

namespace headscope {

void paintPanel(QPainter &painter, const QStyleOption &option, bool isFlat)
{
    const Theme &theme = currentTheme();
    const bool isEnabled = (option.state & QStyle::State_Enabled) != 0;
    const bool isHovered = isEnabled && (option.state & QStyle::State_MouseOver) != 0;
    const bool isDown = (option.state & (QStyle::State_Sunken | QStyle::State_On)) != 0;
    const bool hasFocus = (option.state & QStyle::State_HasFocus) != 0 &&
                          (option.state & QStyle::State_KeyboardFocusChange) != 0;
    if (isFlat && !isHovered && !isDown && !hasFocus)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hasFocus ? theme.accent : theme.line);
    painter.setBrush(isDown ? theme.selection : isHovered ? theme.controlHover : theme.control);
    painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), kControlRadius,
                            kControlRadius);
    painter.restore();
}

void paintField(QPainter &painter, const QStyleOption &option)
{
    const Theme &theme = currentTheme();
    const bool hasFocus = (option.state & QStyle::State_HasFocus) != 0;
    const bool isHovered = (option.state & QStyle::State_MouseOver) != 0;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hasFocus ? theme.accent : isHovered ? theme.faintText : theme.line);
    painter.setBrush(theme.panel);
    painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), kControlRadius,
                            kControlRadius);
    painter.restore();
}

void paintAngle(QPainter &painter, const QPointF &centre, bool isUp, bool isEnabled)
{
    constexpr double half = 3.5;
    const double tip = isUp ? -half / 2 : half / 2;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(isEnabled ? currentTheme().mutedText : currentTheme().line, 1.5, Qt::SolidLine,
                        Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(
        QPolygonF{centre + QPointF(-half, -tip), centre + QPointF(0, tip), centre + QPointF(half, -tip)});
    painter.restore();
}

void paintFocus(QPainter &painter, const QRect &around)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(currentTheme().accent);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(around).adjusted(0.5, 0.5, -0.5, -0.5), kControlRadius, kControlRadius);
    painter.restore();
}

void paintCheckBox(QPainter &painter, const QStyleOption &option)
{
    const Theme &theme = currentTheme();
    const bool isOn = (option.state & QStyle::State_On) != 0;
    const bool isEnabled = (option.state & QStyle::State_Enabled) != 0;
    const bool isActive = (option.state & (QStyle::State_MouseOver | QStyle::State_HasFocus)) != 0;
    const QRectF box = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(isEnabled && (isOn || isActive) ? theme.accent : isEnabled ? theme.mutedText : theme.line);
    painter.setBrush(isOn && isEnabled ? theme.accent : theme.panel);
    painter.drawRoundedRect(box, kControlRadius / 2, kControlRadius / 2);
    if (isOn) {
        painter.setPen(QPen(isEnabled ? theme.onAccent : theme.faintText, 1.8, Qt::SolidLine, Qt::RoundCap,
                            Qt::RoundJoin));
        const auto at = [&box](double x, double y) {
            return QPointF(box.left() + x * box.width(), box.top() + y * box.height());
        };
        painter.drawPolyline(QPolygonF{at(0.22, 0.52), at(0.43, 0.73), at(0.78, 0.28)});
    }
    painter.restore();
}

} // namespace headscope
