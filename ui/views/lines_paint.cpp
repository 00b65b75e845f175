#include "ui/views/lines_paint.h"

#include "ui/style/head_colors.h"
#include "ui/style/number_text.h"
#include "ui/style/theme.h"
#include "ui/style/token_text.h"
#include "ui/style/vector_painter.h"
#include "ui/views/lines_headings.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace headscope {

namespace {

constexpr double kBarWidth = 84;
constexpr double kBarHeight = 7;
constexpr double kRadius = 4;
constexpr float kStrongestShare = 0.6F; ///< so that the token stays readable on it

bool isIsolated(const LinesScene &scene, TokenSide side, int position)
{
    return scene.isolated == PinnedToken{side, position};
}

/// Behind a token of the other side: a field a drawn head, as strong as the head's attention between it and
/// the isolated token.
void paintShares(QPainter &painter, const LinesScene &scene, const QRectF &box, const PinnedToken &token)
{
    if (!scene.isolated || scene.isolated->side == token.side || !scene.part.contains(token) ||
        !scene.part.contains(*scene.isolated))
        return;
    const int query = token.side == TokenSide::Key ? scene.isolated->position : token.position;
    const int key = token.side == TokenSide::Key ? token.position : scene.isolated->position;
    const double width = box.width() / scene.drawnHeads();
    double left = box.left();
    for (std::size_t head = 0; head < scene.patterns.size(); ++head) {
        const HeadPattern &pattern = scene.patterns[head];
        if (pattern.isEmpty() || query >= pattern.queries() || key >= pattern.keys())
            continue;
        QColor color = headColor(static_cast<int>(head));
        color.setAlphaF(kStrongestShare * std::min(pattern.attention(query, key), 1.0F));
        painter.fillRect(QRectF(left, box.top() + 1, width, box.height() - 2), color);
        left += width;
    }
}

void paintColumn(QPainter &painter, const LinesScene &scene, const LinesWindow &window, TokenSide side)
{
    const bool isQuery = side == TokenSide::Query;
    const QFontMetricsF metrics(painter.font());
    for (int position = 0; position < window.layout.counts.of(side); ++position) {
        const QRectF box = (isQuery ? window.layout.queryBox(position) : window.layout.keyBox(position))
                               .translated(0, -window.scroll);
        if (box.bottom() < 0 || box.top() > window.size.height())
            continue;
        paintShares(painter, scene, box, {side, position});
        if (isIsolated(scene, side, position)) {
            painter.setPen(currentTheme().accent);
            painter.setBrush(currentTheme().selection);
            painter.drawRoundedRect(box.adjusted(0.5, 1.5, -0.5, -1.5), kRadius, kRadius);
        }
        if (scene.focused == PinnedToken{side, position}) {
            painter.setPen(QPen(currentTheme().accent, 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(box.adjusted(1, 1.5, -1, -1.5), kRadius, kRadius);
        }
        const bool isInside = scene.part.contains({side, position});
        painter.setPen(isInside ? currentTheme().text : currentTheme().faintText);
        const QRectF inner = box.adjusted(grid::kHalf, 0, -grid::kHalf, 0);
        painter.drawText(
            inner, Qt::AlignVCenter | Qt::TextSingleLine | (isQuery ? Qt::AlignRight : Qt::AlignLeft),
            elided(scene.textsOf(side)[static_cast<std::size_t>(position)], metrics, inner.width()));
    }
}

/// The strongest head's attention between the isolated token and one of the other side; none without a drawn
/// head.
std::optional<AttentionLine> strongest(const LinesScene &scene, int other)
{
    const PinnedToken own = *scene.isolated;
    std::optional<AttentionLine> best;
    for (std::size_t head = 0; head < scene.patterns.size(); ++head) {
        const HeadPattern &pattern = scene.patterns[head];
        const bool ofQuery = own.side == TokenSide::Query;
        const int query = ofQuery ? own.position : other;
        const int key = ofQuery ? other : own.position;
        if (query >= pattern.queries() || key >= pattern.keys())
            continue;
        const float attention = pattern.attention(query, key);
        if (!best || attention > best->attention)
            best = AttentionLine{query, key, static_cast<int>(head), attention};
    }
    return best;
}

} // namespace

int LinesScene::drawnHeads() const
{
    return static_cast<int>(
        std::ranges::count_if(patterns, [](const HeadPattern &pattern) { return !pattern.isEmpty(); }));
}

PinnedToken LinesScene::nearest(const PinnedToken &token) const
{
    return {token.side, std::clamp(token.position, 0, std::max(0, counts().of(token.side) - 1))};
}

float lineOpacity(float attention, int drawnHeads)
{
    const float share = std::clamp(attention, 0.0F, 1.0F);
    const float among = 1 / std::sqrt(static_cast<float>(std::max(drawnHeads, 1)));
    return share * (share + (1 - share) * among);
}

QRectF linesArea(const LinesWindow &window)
{
    const double left = window.layout.linesLeft();
    return {left, 0, std::max(1.0, window.layout.linesRight() - left), window.size.height()};
}

QImage emptyLinesPicture(const LinesWindow &window, double pixelRatio)
{
    const QSizeF size = linesArea(window).size() * pixelRatio;
    QImage picture(std::max(1, static_cast<int>(std::lround(size.width()))),
                   std::max(1, static_cast<int>(std::lround(size.height()))),
                   QImage::Format_ARGB32_Premultiplied);
    picture.setDevicePixelRatio(pixelRatio);
    picture.fill(Qt::transparent);
    return picture;
}

std::vector<RasterLine> rasterLines(const std::vector<AttentionLine> &lines, int drawnHeads,
                                    const LinesWindow &window, double pixelRatio)
{
    std::vector<RasterLine> rastered;
    rastered.reserve(lines.size());
    const double height = window.size.height();
    for (const AttentionLine &line : lines) {
        const double left = window.layout.rowCentre(line.query) - window.scroll;
        const double right = window.layout.rowCentre(line.key) - window.scroll;
        if (std::max(left, right) < -kLineThickness || std::min(left, right) > height + kLineThickness)
            continue;
        const QColor color = headColor(line.head);
        rastered.push_back({static_cast<float>(left * pixelRatio), static_cast<float>(right * pixelRatio),
                            static_cast<float>(color.redF()), static_cast<float>(color.greenF()),
                            static_cast<float>(color.blueF()), lineOpacity(line.attention, drawnHeads)});
    }
    return rastered;
}

void paintTexts(QPainter &painter, const LinesScene &scene, const LinesWindow &window)
{
    paintColumn(painter, scene, window, TokenSide::Query);
    paintColumn(painter, scene, window, TokenSide::Key);
    paintHeadings(painter, scene, window);
}

void paintNumbers(QPainter &painter, const LinesScene &scene, const LinesWindow &window)
{
    if (!scene.isolated || window.layout.numbersWidth <= 0)
        return;
    paintNumbersHeading(painter, window);
    painter.setFont(tabularFont(painter.font()));
    const TokenSide other = scene.isolated->side == TokenSide::Query ? TokenSide::Key : TokenSide::Query;
    for (int position = 0; position < window.layout.counts.of(other); ++position) {
        if (!scene.part.contains(*scene.isolated) || !scene.part.contains({other, position}))
            continue;
        const double y = window.layout.rowCentre(position) - window.scroll;
        if (y < 0 || y > window.size.height())
            continue;
        const auto line = strongest(scene, position);
        if (!line || line->attention <= 0)
            continue; // keys that the query may not see
        const double width = std::max(1.0, kBarWidth * static_cast<double>(line->attention));
        painter.fillRect(QRectF(window.layout.numbersLeft, y - kBarHeight / 2, width, kBarHeight),
                         headColor(line->head));
        painter.setPen(currentTheme().mutedText);
        painter.drawText(
            QRectF(window.layout.numbersLeft + width + grid::kHalf, y - window.layout.rowHeight / 2,
                   window.layout.numbersWidth - width, window.layout.rowHeight),
            Qt::AlignVCenter | Qt::AlignLeft, attentionText(static_cast<double>(line->attention)));
    }
}

namespace {

/// The part of a line from y 0 to `height`: SVG keeps no clipping.
QLineF insideHeight(const QLineF &line, double height)
{
    const auto at = [&line](double y) {
        return line.pointAt(std::clamp((y - line.y1()) / line.dy(), 0.0, 1.0));
    };
    if (line.dy() == 0)
        return line;
    const bool down = line.dy() > 0;
    return {at(down ? std::max(line.y1(), 0.0) : std::min(line.y1(), height)),
            at(down ? std::min(line.y2(), height) : std::max(line.y2(), 0.0))};
}

void strokeLines(QPainter &painter, const std::vector<AttentionLine> &lines, int drawnHeads,
                 const LinesWindow &window)
{
    for (const RasterLine &line : rasterLines(lines, drawnHeads, window, 1)) {
        painter.setPen(QPen(QColor::fromRgbF(line.red, line.green, line.blue, line.alpha), kLineThickness));
        const QLineF whole(window.layout.linesLeft(), static_cast<double>(line.left),
                           window.layout.linesRight(), static_cast<double>(line.right));
        painter.drawLine(insideHeight(whole, window.size.height()));
    }
}

void paintLinesOf(QPainter &painter, const std::vector<AttentionLine> &lines, int drawnHeads,
                  const LinesWindow &window)
{
    if (isVector(painter))
        return strokeLines(painter, lines, drawnHeads, window);
    const double ratio = painter.deviceTransform().m11();
    QImage picture = emptyLinesPicture(window, ratio);
    rasterColumns(rasterLines(lines, drawnHeads, window, ratio), static_cast<float>(kLineThickness * ratio),
                  0, picture.width(), picture);
    painter.drawImage(linesArea(window), picture);
}

/// Layer and squares; returns the height they take.
double drawHead(QPainter &painter, const QRectF &area, const LinesPicture &picture, const Theme &theme)
{
    const QString name = QCoreApplication::translate("Lines", "Layer %1").arg(picture.layer);
    const double nameWidth = painter.fontMetrics().horizontalAdvance(name) + grid::kWide;
    const int columns = std::max(1, static_cast<int>((area.width() - nameWidth) / head_square::kStep));
    painter.setPen(theme.text);
    painter.drawText(QRectF(area.left(), area.top(), nameWidth, head_square::kSide),
                     Qt::AlignLeft | Qt::AlignVCenter, name);
    for (std::size_t index = 0; index < picture.squares.size(); ++index) {
        const int place = static_cast<int>(index);
        const QPointF corner(area.left() + nameWidth + place % columns * head_square::kStep,
                             area.top() + static_cast<double>(place / columns * head_square::kStep));
        drawHeadSquare(painter, {corner, QSizeF(head_square::kSide, head_square::kSide)},
                       picture.squares[index]);
    }
    const int rows = (static_cast<int>(picture.squares.size()) + columns - 1) / columns;
    return std::max(rows, 1) * head_square::kStep + grid::kUnit;
}

} // namespace

void paintLines(QPainter &painter, const LinesScene &scene, const LinesWindow &window)
{
    painter.setOpacity(scene.isolated ? kDimmedLines : 1);
    paintLinesOf(painter, scene.lines, scene.drawnHeads(), window);
    painter.setOpacity(1);
    if (scene.isolated)
        paintLinesOf(painter, linesOfToken(scene.lines, *scene.isolated), scene.drawnHeads(), window);
    paintTexts(painter, scene, window);
    paintNumbers(painter, scene, window);
}

void paintLines(QPainter &painter, const LinesScene &scene, QSizeF size)
{
    paintLines(painter, scene, {layOutLines(scene.counts(), size), 0, size});
}

void drawLinesPicture(QPainter &painter, const QRectF &area, const LinesPicture &picture, const Theme &theme)
{
    painter.save();
    painter.fillRect(area, theme.background);
    const QRectF inside = area.adjusted(grid::kWide, grid::kWide, -grid::kWide, 0);
    const double top = drawHead(painter, inside, picture, theme);
    QSizeF size(inside.width(), std::max(1.0, inside.height() - top));
    painter.translate(inside.left(), inside.top() + top);
    const LinesCounts counts = picture.scene.counts();
    if (!picture.scroll) { // all rows of a long text, smaller rather than cut off: a file cannot be scrolled
        const double smaller = std::min(1.0, size.height() / layOutLines(counts, size).contentHeight);
        painter.scale(smaller, smaller);
        size /= smaller;
    }
    painter.setClipRect(QRectF(QPointF(), size));
    paintLines(painter, picture.scene, {layOutLines(counts, size), picture.scroll.value_or(0), size});
    painter.restore();
}

} // namespace headscope
