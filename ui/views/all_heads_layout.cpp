#include "ui/views/all_heads_layout.h"

#include <algorithm>
#include <cmath>

namespace headscope {

AllHeadsLayout layOutAllHeads(const HeadBoardShape &shape, QSizeF available, const AllHeadsOptions &options)
{
    AllHeadsLayout layout;
    layout.shape = shape;
    layout.options = options;
    layout.area = QRectF(QPointF(), available);
    const int groups = shape.groupSize() > 1 ? shape.heads / shape.groupSize() : 1;
    const double gaps = options.gap * (shape.heads + 1) + (options.groupGap - options.gap) * (groups - 1);
    double side = (available.width() - gaps) / std::max(shape.heads, 1);
    if (options.fitHeight)
        side = std::min(side, (available.height() - options.gap) / std::max(shape.layers, 1) -
                                  options.labelHeight - options.gap);
    layout.side = std::floor(std::clamp(side, options.smallest, options.largest));
    layout.content = {shape.heads * layout.side + gaps, shape.layers * layout.rowHeight() + options.gap};
    return layout;
}

QRectF AllHeadsLayout::thumbnail(const HeadId &head) const
{
    const int group = shape.groupSize() > 1 ? head.head / shape.groupSize() : 0;
    const double x =
        options.gap + head.head * (side + options.gap) + group * (options.groupGap - options.gap);
    const double y = head.layer * rowHeight() + options.gap + options.labelHeight - options.scroll;
    return {x, y, side, side};
}

QRectF AllHeadsLayout::label(const HeadId &head) const
{
    const QRectF below = thumbnail(head);
    return {below.left(), below.top() - options.labelHeight, side, options.labelHeight};
}

std::optional<HeadId> AllHeadsLayout::headAt(QPointF position) const
{
    if (!area.contains(position) || shape.layers == 0)
        return std::nullopt;
    const int layer =
        static_cast<int>(std::floor((position.y() + options.scroll - options.gap) / rowHeight()));
    for (int head = 0; head < shape.heads; ++head) {
        const HeadId id{Stack::Encoder, layer, head};
        if (shape.contains(id) && (thumbnail(id) | label(id)).contains(position))
            return id;
    }
    return std::nullopt;
}

int AllHeadsLayout::firstVisibleLayer() const
{
    return std::clamp(static_cast<int>((options.scroll - options.gap) / rowHeight()), 0, shape.layers);
}

int AllHeadsLayout::endOfVisibleLayers() const
{
    return std::clamp(static_cast<int>(std::ceil((options.scroll + area.height()) / rowHeight())), 0,
                      shape.layers);
}

double AllHeadsLayout::scrollToShow(int layer) const
{
    const double top = layer * rowHeight() - options.scroll;
    const double bottom = top + rowHeight() + options.gap;
    if (top < 0)
        return top;
    return bottom > area.height() ? std::min(bottom - area.height(), top) : 0;
}

} // namespace headscope
