#pragma once

#include "ui/views/head_edits.h"

#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <optional>

namespace headscope {

/// Sizes in device-independent pixels.
struct AllHeadsOptions {
    double labelHeight = 16; ///< above each thumbnail, and width of the layer numbers
    double smallest = 48;    ///< side of a thumbnail
    double largest = 200;
    double gap = 8;
    double groupGap = 16; ///< between groups of heads that share a key and value
    double scroll = 0;    ///< down
    bool fitsAll = false; ///< every layer in sight, in several blocks side by side: for pictures in files
};

/// Where the thumbnail of every head is: one row a layer, in one block or several. Pure geometry.
struct AllHeadsLayout {
    HeadBoardShape shape;
    QRectF area;
    QSizeF content; ///< before scrolling
    int layersInBlock = 0;
    double side = 0; ///< of a thumbnail
    AllHeadsOptions options;

    [[nodiscard]] QRectF thumbnail(const HeadId &head) const;
    [[nodiscard]] QRectF label(const HeadId &head) const;
    [[nodiscard]] std::optional<HeadId> headAt(QPointF position) const;
    [[nodiscard]] double blockWidth() const;
    [[nodiscard]] double rowHeight() const { return side + options.labelHeight + options.gap; }

    /// The layers that are at least partly in sight, as [first, behind last).
    [[nodiscard]] int firstVisibleLayer() const;
    [[nodiscard]] int endOfVisibleLayers() const;
    /// How far to scroll so that a layer is wholly in sight.
    [[nodiscard]] double scrollToShow(int layer) const;
};

[[nodiscard]] AllHeadsLayout layOutAllHeads(const HeadBoardShape &shape, QSizeF available,
                                            const AllHeadsOptions &options = {});

} // namespace headscope
