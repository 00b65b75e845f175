#pragma once

#include <QPainter>

namespace headscope {

/// The square that stands for a head: its colour when it is drawn, its outline when not, struck when changed.
struct HeadSquare {
    int head = 0;
    bool isShown = true;
    bool isChanged = false;
};

namespace head_square {
inline constexpr int kSide = 24;
inline constexpr int kStep = 28; ///< from one to the next
inline constexpr double kRadius = 4;
} // namespace head_square

void drawHeadSquare(QPainter &painter, const QRectF &place, const HeadSquare &square);

} // namespace headscope
