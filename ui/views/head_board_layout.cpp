#include "ui/views/head_board_layout.h"

#include <algorithm>
#include <cmath>

namespace headscope {

namespace {

constexpr double kGap = 2;

/// Whole pixels keep the borders crisp.
double pitchFor(double available, int count, double smallest, double largest)
{
    return std::floor(std::clamp(available / std::max(count, 1), smallest, largest));
}

/// The least movement that brings [begin, end) into [low, high).
double toShow(double begin, double end, double low, double high)
{
    if (begin < low)
        return begin - low;
    return end > high ? std::min(end - high, begin - low) : 0;
}

} // namespace

HeadBoardLayout layOutHeadBoard(const HeadBoardShape &shape, QSizeF available,
                                const HeadBoardOptions &options)
{
    const int groups = shape.groupSize() > 1 ? shape.heads / shape.groupSize() : 1;
    const double gaps = options.groupGap * std::max(groups - 1, 0);
    HeadBoardLayout layout;
    layout.shape = shape;
    layout.groupGap = shape.groupSize() > 1 ? options.groupGap : 0;
    const double height = pitchFor(available.height() - options.header.height(), shape.layers,
                                   options.smallestCell.height(), options.largestCell.height());
    const double width =
        pitchFor(available.width() - options.header.width() - gaps, shape.heads, options.smallestCell.width(),
                 std::max(options.smallestCell.width(), std::min(options.largestCell.width(), 2 * height)));
    layout.pitch = {width, height};
    layout.content = {options.header.width() + shape.heads * width + gaps,
                      options.header.height() + shape.layers * height};
    layout.cells = QRectF(QPointF(options.header.width(), options.header.height()),
                          QPointF(std::max(available.width(), options.header.width()),
                                  std::max(available.height(), options.header.height())));
    layout.origin = layout.cells.topLeft() - options.scroll;
    return layout;
}

double HeadBoardLayout::columnOffset(int head) const
{
    const int group = groupGap > 0 ? head / shape.groupSize() : 0;
    return head * pitch.width() + group * groupGap;
}

QRectF HeadBoardLayout::cell(const HeadId &head) const
{
    return {origin.x() + columnOffset(head.head), origin.y() + head.layer * pitch.height(),
            pitch.width() - kGap, pitch.height() - kGap};
}

QRectF HeadBoardLayout::row(int layer) const
{
    return cell({shape.stack, layer, 0}) | cell({shape.stack, layer, shape.heads - 1});
}

QRectF HeadBoardLayout::rowHeader(int layer) const
{
    return {0, origin.y() + layer * pitch.height(), cells.left(), pitch.height() - kGap};
}

QRectF HeadBoardLayout::columnHeader(int head) const
{
    return {origin.x() + columnOffset(head), 0, pitch.width() - kGap, cells.top()};
}

int HeadBoardLayout::columnAt(double x) const
{
    for (int head = shape.heads - 1; head >= 0; --head) {
        if (x >= origin.x() + columnOffset(head))
            return x < origin.x() + columnOffset(shape.heads - 1) + pitch.width() ? head : -1;
    }
    return -1;
}

int HeadBoardLayout::layerAt(double y) const
{
    const double layer = std::floor((y - origin.y()) / pitch.height());
    return layer >= 0 && layer < shape.layers ? static_cast<int>(layer) : -1;
}

std::optional<HeadId> HeadBoardLayout::placeAt(QPointF position) const
{
    const int layer = layerAt(position.y());
    const int head = columnAt(position.x());
    if (layer < 0 || head < 0 || !cells.contains(position))
        return std::nullopt;
    return HeadId{shape.stack, layer, head};
}

std::optional<HeadId> HeadBoardLayout::headAt(QPointF position) const
{
    const auto place = placeAt(position);
    return place && shape.contains(*place) ? place : std::nullopt;
}

std::optional<HeadId> HeadBoardLayout::missingHeadAt(QPointF position) const
{
    const auto place = placeAt(position);
    return place && !shape.contains(*place) ? place : std::nullopt;
}

std::optional<int> HeadBoardLayout::layerOfHeaderAt(QPointF position) const
{
    const int layer = layerAt(position.y());
    if (layer < 0 || position.x() >= cells.left() || position.x() < 0 || position.y() < cells.top())
        return std::nullopt;
    return layer;
}

std::optional<int> HeadBoardLayout::headOfHeaderAt(QPointF position) const
{
    const int head = columnAt(position.x());
    if (head < 0 || position.y() >= cells.top() || position.y() < 0 || position.x() < cells.left())
        return std::nullopt;
    return head;
}

int HeadBoardLayout::firstVisibleLayer() const
{
    return std::clamp(static_cast<int>((cells.top() - origin.y()) / pitch.height()), 0, shape.layers);
}

int HeadBoardLayout::endOfVisibleLayers() const
{
    return std::clamp(static_cast<int>(std::ceil((cells.bottom() - origin.y()) / pitch.height())), 0,
                      shape.layers);
}

QPointF HeadBoardLayout::scrollToShow(const HeadId &head) const
{
    const QRectF rect = cell(head);
    return {toShow(rect.left(), rect.right() + kGap, cells.left(), cells.right()),
            toShow(rect.top(), rect.bottom() + kGap, cells.top(), cells.bottom())};
}

} // namespace headscope
