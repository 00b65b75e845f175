#pragma once

#include "core/analysis/run_result.h"
#include "ui/session/look.h"

#include <QRectF>
#include <QSizeF>

#include <limits>
#include <optional>
#include <set>
#include <vector>

namespace headscope {

/// One attention drawn as a line from a query row to a key row.
struct AttentionLine {
    int query = 0, key = 0, head = 0;
    float attention = 0;
};

/// Positions from `begin` up to `end`.
struct TokenRange {
    int begin = 0;
    int end = std::numeric_limits<int>::max();
    [[nodiscard]] bool contains(int position) const { return begin <= position && position < end; }
    bool operator==(const TokenRange &) const = default;
};

/// The tokens between which lines are drawn.
struct DrawnPart {
    TokenRange queries, keys;
    [[nodiscard]] bool contains(const PinnedToken &token) const
    {
        return (token.side == TokenSide::Query ? queries : keys).contains(token.position);
    }
    bool operator==(const DrawnPart &) const = default;
};

/// What a part of a pair means when its second text begins at a position; everything without one. What a
/// template puts between the texts belongs to the first.
[[nodiscard]] DrawnPart drawnPart(TextPart part, std::optional<int> secondBegins);

/// What is drawn: the patterns of one layer (one a head; those of hidden and ablated heads are empty).
struct AttentionLinesInput {
    std::vector<HeadPattern> patterns;
    double threshold = 0.02;
    int topKeys = 0; ///< only the strongest keys of each query; 0 = all
    bool hideFirstToken = false;
    DrawnPart part{};
};

/// The lines that are drawn, weakest first, so that the strongest are painted on top.
[[nodiscard]] std::vector<AttentionLine> attentionLines(const AttentionLinesInput &input);

/// The lines of one token: what it looks at (Query) or who looks at it (Key); every attention above the
/// threshold.
[[nodiscard]] std::vector<AttentionLine> linesOfToken(const std::vector<AttentionLine> &lines,
                                                      const PinnedToken &token);

/// How many tokens stand on each side.
struct LinesCounts {
    int queries = 0, keys = 0;
    [[nodiscard]] int of(TokenSide side) const { return side == TokenSide::Query ? queries : keys; }
    [[nodiscard]] int rows() const { return queries > keys ? queries : keys; }
    bool operator==(const LinesCounts &) const = default;
};

/// Where everything of the picture goes. Pure geometry.
struct LinesLayout {
    LinesCounts counts;
    double rowHeight = 0;
    double top = 0;          ///< of row 0, before scrolling; the headings stand above it
    double queryRight = 0;   ///< where query texts end
    double keyLeft = 0;      ///< where key texts begin
    double textWidth = 0;    ///< of a column of texts
    double numbersLeft = 0;  ///< where the numbers beside the keys begin
    double numbersWidth = 0; ///< 0 when there is no room for them
    double contentHeight = 0;

    [[nodiscard]] double rowCentre(int position) const { return top + (position + 0.5) * rowHeight; }
    [[nodiscard]] QRectF queryBox(int position) const;
    [[nodiscard]] QRectF keyBox(int position) const;
    /// Above a column of tokens: what its tokens do.
    [[nodiscard]] QRectF heading(TokenSide side) const;
    /// Above the numbers.
    [[nodiscard]] QRectF numbersHeading() const;
    /// The token at a point of the content, if there is one.
    [[nodiscard]] std::optional<PinnedToken> tokenAt(QPointF point) const;
    /// Where lines begin and end.
    [[nodiscard]] double linesLeft() const;
    [[nodiscard]] double linesRight() const;
};

/// Rows of 18 to 44 pixels; what does not fit is scrolled to.
[[nodiscard]] LinesLayout layOutLines(LinesCounts counts, QSizeF viewport);

} // namespace headscope
