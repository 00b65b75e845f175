#include "ui/views/lines_paint.h"

#include "ui/style/head_colors.h"
#include "ui/style/number_text.h"
#include "ui/style/theme.h"
#include "ui/style/token_text.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace headscope {

namespace {

constexpr double kBarWidth = 84;
constexpr double kBarHeight = 7;
constexpr double kRadius = 4;

bool isIsolated(const LinesScene &scene, TokenSide side, int position)
{
    return scene.isolated == PinnedToken{side, position};
}

void paintColumn(QPainter &painter, const LinesScene &scene, const LinesWindow &window, TokenSide side)
{
    const bool isQuery = side == TokenSide::Query;
    const QFontMetricsF metrics(painter.font());
    for (int position = 0; position < window.layout.tokens; ++position) {
        const QRectF box = (isQuery ? window.layout.queryBox(position) : window.layout.keyBox(position))
                               .translated(0, -window.scroll);
        if (box.bottom() < 0 || box.top() > window.size.height())
            continue;
        if (isIsolated(scene, side, position)) {
            painter.setPen(currentTheme().accent);
            painter.setBrush(currentTheme().selection);
            painter.drawRoundedRect(box.adjusted(0.5, 1.5, -0.5, -1.5), kRadius, kRadius);
        }
        painter.setPen(currentTheme().text);
        const QRectF inner = box.adjusted(grid::kHalf, 0, -grid::kHalf, 0);
        painter.drawText(inner,
                         Qt::AlignVCenter | Qt::TextSingleLine | (isQuery ? Qt::AlignRight : Qt::AlignLeft),
                         elided(scene.texts[static_cast<std::size_t>(position)], metrics, inner.width()));
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

std::vector<RasterLine> rasterLines(const std::vector<AttentionLine> &lines, const LinesWindow &window,
                                    double pixelRatio)
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
                            static_cast<float>(color.blueF()), std::min(line.attention, 1.0F)});
    }
    return rastered;
}

void paintTexts(QPainter &painter, const LinesScene &scene, const LinesWindow &window)
{
    paintColumn(painter, scene, window, TokenSide::Query);
    paintColumn(painter, scene, window, TokenSide::Key);
}

void paintNumbers(QPainter &painter, const LinesScene &scene, const LinesWindow &window)
{
    if (!scene.isolated || window.layout.numbersWidth <= 0)
        return;
    painter.setFont(tabularFont(painter.font()));
    for (int position = 0; position < window.layout.tokens; ++position) {
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

void paintLines(QPainter &painter, const LinesScene &scene, QSizeF size)
{
    const LinesWindow window{layOutLines(static_cast<int>(scene.texts.size()), size), 0, size};
    const double ratio = painter.deviceTransform().m11();
    const auto paint = [&](const std::vector<AttentionLine> &lines) {
        QImage picture = emptyLinesPicture(window, ratio);
        rasterColumns(rasterLines(lines, window, ratio), static_cast<float>(kLineThickness * ratio), 0,
                      picture.width(), picture);
        painter.drawImage(linesArea(window), picture);
    };
    painter.setOpacity(scene.isolated ? kDimmedLines : 1);
    paint(scene.lines);
    painter.setOpacity(1);
    if (scene.isolated)
        paint(linesOfToken(scene.lines, *scene.isolated));
    paintTexts(painter, scene, window);
    paintNumbers(painter, scene, window);
}

} // namespace headscope
