#pragma once

#include "ui/style/head_square.h"
#include "ui/style/theme.h"
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
    Stack stack = Stack::Encoder;
    std::vector<QString> queryTexts;     ///< of the looking tokens
    std::vector<QString> keyTexts;       ///< of the looked-at tokens; the same but for cross attention
    std::optional<PinnedToken> isolated; ///< whose lines alone are drawn
    std::optional<PinnedToken> focused;  ///< where the keyboard is: framed
    DrawnPart part{};                    ///< tokens outside step back
    bool hidesFirstKey = false;          ///< lines to the first token are left out

    /// How many heads are drawn.
    [[nodiscard]] int drawnHeads() const;
    [[nodiscard]] const std::vector<QString> &textsOf(TokenSide side) const
    {
        return side == TokenSide::Query ? queryTexts : keyTexts;
    }
    [[nodiscard]] LinesCounts counts() const
    {
        return {static_cast<int>(queryTexts.size()), static_cast<int>(keyTexts.size())};
    }
    [[nodiscard]] bool has(const PinnedToken &token) const
    {
        return token.position < counts().of(token.side);
    }
    /// The token of that side, or the nearest there is.
    [[nodiscard]] PinnedToken nearest(const PinnedToken &token) const;
};

/// A scene with what stands above it in a file: the layer and its heads' squares.
struct LinesPicture {
    LinesScene scene;
    int layer = 0;
    std::vector<HeadSquare> squares;
    std::optional<double> scroll; ///< rows keep their height and begin there; else all rows are in sight
};

/// How opaque a line is: its attention when one head is drawn; among several, weak lines step back by their
/// number and strong ones stay as they are.
[[nodiscard]] float lineOpacity(float attention, int drawnHeads);

/// The part of the content that a viewport shows.
struct LinesWindow {
    LinesLayout layout;
    double scroll = 0; ///< of the content, downwards
    QSizeF size;       ///< of the viewport
};

/// The lines that touch the viewport as the rasteriser takes them, in device pixels.
[[nodiscard]] std::vector<RasterLine> rasterLines(const std::vector<AttentionLine> &lines, int drawnHeads,
                                                  const LinesWindow &window, double pixelRatio);
/// An empty picture for the area between the texts.
[[nodiscard]] QImage emptyLinesPicture(const LinesWindow &window, double pixelRatio);
/// Where that picture goes.
[[nodiscard]] QRectF linesArea(const LinesWindow &window);

void paintTexts(QPainter &painter, const LinesScene &scene, const LinesWindow &window);
/// The strongest head's attention beside each token of the other side, when a token is isolated.
void paintNumbers(QPainter &painter, const LinesScene &scene, const LinesWindow &window);

/// The whole scene at once: in pixels, or as shapes where the painter keeps them.
void paintLines(QPainter &painter, const LinesScene &scene, const LinesWindow &window);
/// All rows of a scene at their usual height.
void paintLines(QPainter &painter, const LinesScene &scene, QSizeF size);
/// The picture with its head, at any size: for files.
void drawLinesPicture(QPainter &painter, const QRectF &area, const LinesPicture &picture, const Theme &theme);

} // namespace headscope
