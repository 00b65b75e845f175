#pragma once

#include "ui/views/head_edits.h"

#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <optional>

namespace headscope {

/// Sizes in device-independent pixels; a cell's size includes the gap to its neighbour.
struct HeadBoardOptions {
    QSizeF header{28, 20}; ///< width of the layer numbers, height of the head numbers
    QSizeF smallestCell{12, 15};
    QSizeF largestCell{44, 36};
    double groupGap = 5; ///< between groups of heads that share a key and value
    QPointF scroll;      ///< the headers stay in sight
};

/// Where every head of the board is. Pure geometry: no painter, no widget, no fonts.
struct HeadBoardLayout {
    HeadBoardShape shape;
    QRectF cells;   ///< the part of the area where cells are seen; headers lie left of and above it
    QSizeF content; ///< everything, headers included, before scrolling
    QSizeF pitch;   ///< from a cell to the next
    double groupGap = 0;
    QPointF origin; ///< corner of head 0.0, scrolled

    [[nodiscard]] QRectF cell(const HeadId &head) const;
    [[nodiscard]] QRectF row(int layer) const;
    [[nodiscard]] QRectF rowHeader(int layer) const;
    [[nodiscard]] QRectF columnHeader(int head) const;

    /// No dead spots: the gaps belong to the cell before them.
    [[nodiscard]] std::optional<HeadId> headAt(QPointF position) const;
    /// Where its layer has no such head, although others have one.
    [[nodiscard]] std::optional<HeadId> missingHeadAt(QPointF position) const;
    [[nodiscard]] std::optional<int> layerOfHeaderAt(QPointF position) const;
    [[nodiscard]] std::optional<int> headOfHeaderAt(QPointF position) const;

    /// The layers that are at least partly in sight, as [first, behind last).
    [[nodiscard]] int firstVisibleLayer() const;
    [[nodiscard]] int endOfVisibleLayers() const;

    /// How far to move the scroll position so that a head is wholly in sight.
    [[nodiscard]] QPointF scrollToShow(const HeadId &head) const;

private:
    [[nodiscard]] double columnOffset(int head) const;
    [[nodiscard]] std::optional<HeadId> placeAt(QPointF position) const;
    [[nodiscard]] int columnAt(double x) const;
    [[nodiscard]] int layerAt(double y) const;
};

[[nodiscard]] HeadBoardLayout layOutHeadBoard(const HeadBoardShape &shape, QSizeF available,
                                              const HeadBoardOptions &options = {});

} // namespace headscope
