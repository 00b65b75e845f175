#pragma once

#include "core/analysis/head_metric.h"
#include "ui/style/color_scale.h"
#include "ui/views/head_board_layout.h"

#include <QPainter>

#include <optional>
#include <vector>

namespace headscope {

/// Everything that the picture of the board depends on, beside theme and size.
struct HeadBoardPicture {
    HeadBoardShape shape;
    MetricChoice metric;
    std::vector<std::vector<double>> values; ///< [layer][head]; may be empty while nothing is computed
    Interventions interventions;
    Spacing spacing = Spacing::Linear;
    std::optional<int> currentLayer; ///< outlined
    std::optional<HeadId> focused;   ///< framed

    [[nodiscard]] std::optional<double> value(const HeadId &head) const;
    /// Heads that have no value (yet).
    [[nodiscard]] int notMeasured() const;
};

/// Shares go from 0 to 1; the others from 0 to the largest value in the picture.
[[nodiscard]] ColorScale scaleOf(const HeadBoardPicture &picture, const Theme &theme);

/// Cells and headers, where the layout puts them; uses the painter's font.
void drawHeadBoard(QPainter &painter, const HeadBoardLayout &layout, const HeadBoardPicture &picture,
                   const Theme &theme);

/// The ablated look, shared by every view that has a square for a head: no fill, a diagonal hatch, a border.
void drawAblated(QPainter &painter, const QRectF &cell, const Theme &theme);

/// The whole board at any size: metric, cells, legend, and how many heads are changed.
void drawBoardPicture(QPainter &painter, const QRectF &area, const HeadBoardPicture &picture,
                      const Theme &theme);

} // namespace headscope
