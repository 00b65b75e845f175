#pragma once

#include <QPainter>
#include <QStyleOption>

namespace headscope {

inline constexpr double kControlRadius = 4; ///< of the corners of everything that is clicked or typed into

/// A flat button: fill, and a hairline that takes the accent with the keyboard's focus.
void paintPanel(QPainter &painter, const QStyleOption &option, bool isFlat);
/// What is typed into: the accent around it while it has the keyboard.
void paintField(QPainter &painter, const QStyleOption &option);
/// A small angle that points up or down.
void paintAngle(QPainter &painter, const QPointF &centre, bool isUp, bool isEnabled);
/// The keyboard's focus where nothing else has an edge to show it.
void paintFocus(QPainter &painter, const QRect &around);
void paintCheckBox(QPainter &painter, const QStyleOption &option);

} // namespace headscope
