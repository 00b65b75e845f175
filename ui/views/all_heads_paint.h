#pragma once

#include "core/analysis/run_result.h"
#include "ui/style/theme.h"
#include "ui/views/all_heads_layout.h"

#include <QImage>
#include <QPainter>

#include <map>
#include <memory>
#include <optional>

namespace headscope {

/// What the thumbnails show.
struct AllHeadsPicture {
    HeadBoardShape shape;
    std::shared_ptr<const RunResult> result; ///< null: empty squares
    Interventions interventions;
    std::optional<int> currentLayer;
    std::optional<HeadId> focused;
};

/// The thumbnails of the layers, each kept while its layer's pattern, the size and the theme stay. A pattern
/// that did not change between two results is the same object, so an intervention redraws only the layers
/// above it.
class ThumbnailCache {
public:
    /// The image of a head, `pixels` wide and high; made when it is not kept.
    const QImage &thumbnail(const RunResult &result, const HeadId &head, int pixels, const Theme &theme);
    /// Whether `thumbnail` would only look up.
    [[nodiscard]] bool has(const RunResult &result, const HeadId &head, int pixels, const Theme &theme) const;

private:
    struct Entry {
        std::weak_ptr<const Tensor> pattern; ///< only to know it again
        const Theme *theme = nullptr;
        QImage image;
    };

    std::map<HeadId, Entry> m_entries;
};

/// Paints what is in sight; stops making new thumbnails once `budget` milliseconds are over and then leaves
/// empty squares. True when nothing was left out.
bool drawAllHeads(QPainter &painter, const AllHeadsLayout &layout, const AllHeadsPicture &picture,
                  const Theme &theme, ThumbnailCache &cache, double budget);

/// All heads of all layers at any size, at once.
void drawAllHeadsPicture(QPainter &painter, const QRectF &area, const AllHeadsPicture &picture,
                         const Theme &theme);

} // namespace headscope
