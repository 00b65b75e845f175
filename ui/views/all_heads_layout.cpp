#include "ui/views/all_heads_layout.h"

#include <algorithm>
#include <cmath>

namespace headscope {

namespace {

/// The part of a block's width that is no thumbnail.
double gapsOf(const HeadBoardShape &shape, const AllHeadsOptions &options)
{
    const int groups = shape.groupSize() > 1 ? shape.heads / shape.groupSize() : 1;
    return options.gap * (shape.heads + 1) + (options.groupGap - options.gap) * (groups - 1);
}

double sideFor(const HeadBoardShape &shape, QSizeF available, const AllHeadsOptions &options, int blocks)
{
    const double across = (available.width() / blocks - gapsOf(shape, options)) / std::max(shape.heads, 1);
    if (!options.fitsAll)
        return across;
    const int layers = std::max((shape.layers + blocks - 1) / blocks, 1);
    return std::min(across, (available.height() - options.gap) / layers - options.labelHeight - options.gap);
}

} // namespace

AllHeadsLayout layOutAllHeads(const HeadBoardShape &shape, QSizeF available, const AllHeadsOptions &options)
{
    AllHeadsLayout layout;
    layout.shape = shape;
    layout.options = options;
    layout.area = QRectF(QPointF(), available);
    int best = 1;
    for (int blocks = 2; options.fitsAll && blocks <= std::min(shape.layers, 12); ++blocks) {
        if (sideFor(shape, available, options, blocks) > sideFor(shape, available, options, best))
            best = blocks;
    }
    layout.layersInBlock = std::max((shape.layers + best - 1) / best, 1);
    layout.side =
        std::floor(std::clamp(sideFor(shape, available, options, best), options.smallest, options.largest));
    layout.content = {best * layout.blockWidth(), layout.layersInBlock * layout.rowHeight() + options.gap};
    return layout;
}

double AllHeadsLayout::blockWidth() const
{
    return shape.heads * side + gapsOf(shape, options);
}

QRectF AllHeadsLayout::thumbnail(const HeadId &head) const
{
    const int group = shape.groupSize() > 1 ? head.head / shape.groupSize() : 0;
    const double x = head.layer / layersInBlock * blockWidth() + options.gap +
                     head.head * (side + options.gap) + group * (options.groupGap - options.gap);
    const double y =
        head.layer % layersInBlock * rowHeight() + options.gap + options.labelHeight - options.scroll;
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
    const int row = static_cast<int>(std::floor((position.y() + options.scroll - options.gap) / rowHeight()));
    const int block = static_cast<int>(position.x() / blockWidth());
    for (int head = 0; head < shape.heads; ++head) {
        const HeadId id{shape.stack, block * layersInBlock + row, head};
        if (shape.contains(id) && (thumbnail(id) | label(id)).contains(position))
            return id;
    }
    return std::nullopt;
}

int AllHeadsLayout::firstVisibleLayer() const
{
    if (layersInBlock < shape.layers)
        return 0;
    return std::clamp(static_cast<int>((options.scroll - options.gap) / rowHeight()), 0, shape.layers);
}

int AllHeadsLayout::endOfVisibleLayers() const
{
    if (layersInBlock < shape.layers)
        return shape.layers;
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
