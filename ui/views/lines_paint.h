#pragma once

#include "ui/views/line_raster.h"
#include "ui/views/lines_layout.h"

#include <QString>

#include <vector>

class QPainter;

namespace headscope {

/// Of a line, in device-independent pixels.
inline constexpr double kLineThickness = 1.6;
/// Of all lines while those of one token lie over them.
inline constexpr double kDimmedLines = 0.12;
/// Drawn at once: the strongest; the others follow.
inline constexpr std::size_t kFirstPictureLines = 1200;

/// Everything the picture of lines is made of; plain values, no session.
struct LinesScene {
    std::vector<HeadPattern> patterns; ///< of the drawn heads; numbers come from here, whatever the threshold
    std::vector<AttentionLine> lines;  ///< weakest first
    std::vector<QString> texts;        ///< of the tokens
    std::optional<PinnedToken> isolated; ///< whose lines alone are drawn
};

/// The part of the content that a viewport shows.
struct LinesWindow {
    LinesLayout layout;
    double scroll = 0; ///< of the content, downwards
    QSizeF size;       ///< of the viewport
};

/// The lines that touch the viewport as the rasteriser takes them, in device pixels.
[[nodiscard]] std::vector<RasterLine> rasterLines(const std::vector<AttentionLine> &lines,
                                                  const LinesWindow &window, double pixelRatio);
/// An empty picture for the area between the texts.
[[nodiscard]] QImage emptyLinesPicture(const LinesWindow &window, double pixelRatio);
/// Where that picture goes.
[[nodiscard]] QRectF linesArea(const LinesWindow &window);

void paintTexts(QPainter &painter, const LinesScene &scene, const LinesWindow &window);
/// The strongest head's attention beside each token of the other side, when a token is isolated.
void paintNumbers(QPainter &painter, const LinesScene &scene, const LinesWindow &window);

/// The whole picture at once, at any size: for files.
void paintLines(QPainter &painter, const LinesScene &scene, QSizeF size);

} // namespace headscope
