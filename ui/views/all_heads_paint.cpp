#include "ui/views/all_heads_paint.h"

#include "ui/style/color_scale.h"
#include "ui/style/head_text.h"
#include "ui/style/scale_legend.h"
#include "ui/style/vector_painter.h"
#include "ui/views/head_board_paint.h"
#include "ui/views/pattern_image.h"

#include <QElapsedTimer>

#include <limits>

namespace headscope {

namespace {

void drawLabel(QPainter &painter, const AllHeadsLayout &layout, const AllHeadsPicture &picture,
               const HeadId &head, const Theme &theme)
{
    const auto changed = picture.interventions.find(head);
    const bool isChanged = changed != picture.interventions.end();
    const QString name = headName(head);
    const QRectF label = layout.label(head);
    painter.setPen(isChanged ? theme.ablated
                             : (picture.currentLayer == head.layer ? theme.accent : theme.mutedText));
    painter.drawText(label, Qt::AlignLeft | Qt::AlignVCenter, name);
    const double used = QFontMetricsF(painter.font()).horizontalAdvance(name + QStringLiteral("  "));
    if (isChanged && label.width() > 2 * used)
        painter.drawText(label, Qt::AlignRight | Qt::AlignVCenter, interventionName(changed->second));
}

/// Light enough that the pattern stays readable: a changed head still looks somewhere.
void drawVeil(QPainter &painter, const QRectF &square, const Theme &theme)
{
    constexpr double distance = 7;
    painter.fillRect(square, QColor(theme.panel.red(), theme.panel.green(), theme.panel.blue(), 150));
    painter.setPen(QPen(theme.ablated, 1));
    drawHatch(painter, square, distance);
}

void drawFrame(QPainter &painter, const AllHeadsPicture &picture, const HeadId &head, const QRectF &square,
               const Theme &theme)
{
    const auto changed = picture.interventions.find(head);
    QColor border = theme.cellBorder;
    if (changed != picture.interventions.end()) {
        const bool isZero = interventionSign(changed->second).isEmpty();
        border = isZero ? theme.ablated : theme.intervened;
        if (isZero)
            drawVeil(painter, square, theme);
    }
    const bool isFocused = picture.focused == head;
    painter.setPen(QPen(isFocused ? theme.accent : border, isFocused ? 2 : 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(square.adjusted(-0.5, -0.5, 0.5, 0.5));
}

/// Where a layer has no such head.
void drawMissing(QPainter &painter, const AllHeadsLayout &layout, const HeadId &place, const Theme &theme)
{
    painter.setPen(QPen(theme.faintText, 1, Qt::DotLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(layout.thumbnail(place).adjusted(-0.5, -0.5, 0.5, 0.5));
    if (layout.shape.headsIn(place.layer) > 0 || place.head > 0)
        return;
    painter.setPen(theme.mutedText);
    painter.drawText(layout.label(place).adjusted(0, 0, layout.blockWidth(), 0),
                     Qt::AlignLeft | Qt::AlignVCenter,
                     QStringLiteral("%1 · %2").arg(QString::number(place.layer), noAttentionText()));
}

/// What a thumbnail is made from: a layer's patterns, or their overview where they were not kept.
const std::shared_ptr<const Tensor> &pictured(const RunResult &result, const HeadId &head)
{
    const auto layer = static_cast<std::size_t>(head.layer);
    const bool isSmall =
        head.stack == Stack::Encoder && layer < result.overviews.size() && result.overviews[layer];
    return isSmall ? result.overviews[layer] : result.patternsOf(head.stack)[layer];
}

} // namespace

bool ThumbnailCache::has(const RunResult &result, const HeadId &head, int pixels, const Theme &theme) const
{
    const auto found = m_entries.find(head);
    return found != m_entries.end() && found->second.pattern.lock() == pictured(result, head) &&
           found->second.theme == &theme && found->second.image.width() == pixels;
}

const QImage &ThumbnailCache::thumbnail(const RunResult &result, const HeadId &head, int pixels,
                                        const Theme &theme)
{
    if (!has(result, head, pixels, theme)) {
        const HeadPattern pattern = result.overview(head);
        const QRectF cells(0, 0, pattern.keys(), pattern.queries());
        m_entries[head] = {pictured(result, head), &theme,
                           patternImage(pattern, cells, {pixels, pixels}, ColorScale::attention(theme))};
    }
    return m_entries.at(head).image;
}

bool drawAllHeads(QPainter &painter, const AllHeadsLayout &layout, const AllHeadsPicture &picture,
                  const Theme &theme, ThumbnailCache &cache, double budget)
{
    QElapsedTimer clock;
    clock.start();
    bool complete = true;
    bool drewNew = false; // one at least, or a machine slower than the budget would never be done
    const bool vector = isVector(painter);
    const int pixels = qRound(layout.side * painter.deviceTransform().m11());
    const auto layers = picture.result ? picture.result->patternsOf(layout.shape.stack).size() : 0;
    for (int layer = layout.firstVisibleLayer(); layer < layout.endOfVisibleLayers(); ++layer) {
        for (const HeadId &place : missingHeads(layout.shape, layer))
            drawMissing(painter, layout, place, theme);
        for (const HeadId &head : headsOfLayer(layout.shape, layer)) {
            const QRectF square = layout.thumbnail(head);
            const bool hasPattern =
                static_cast<std::size_t>(layer) < layers && !picture.result->overview(head).isEmpty();
            const bool known = hasPattern && cache.has(*picture.result, head, pixels, theme);
            const bool inTime =
                known || (hasPattern && (!drewNew || static_cast<double>(clock.elapsed()) < budget));
            drewNew = drewNew || (inTime && !known);
            if (inTime && vector) {
                const HeadPattern pattern = picture.result->overview(head);
                drawPatternCells(painter, square, pattern, QRectF(0, 0, pattern.keys(), pattern.queries()),
                                 ColorScale::attention(theme));
            } else if (inTime) {
                painter.drawImage(square, cache.thumbnail(*picture.result, head, pixels, theme));
            }
            complete = complete && (inTime || !hasPattern);
            drawFrame(painter, picture, head, square, theme);
            drawLabel(painter, layout, picture, head, theme);
        }
    }
    return complete;
}

void drawAllHeadsPicture(QPainter &painter, const QRectF &area, const AllHeadsPicture &picture,
                         const Theme &theme)
{
    painter.save();
    painter.fillRect(area, theme.background);
    painter.setClipRect(area);
    const int legend = scaleLegendHeight(QFontMetrics(painter.font())) + 2 * grid::kUnit;
    AllHeadsOptions options;
    options.fitsAll = true;
    options.smallest = 8;
    options.largest = 400;
    options.gap = grid::kHalf;
    options.groupGap = grid::kUnit;
    options.labelHeight = QFontMetricsF(painter.font()).height();
    const AllHeadsLayout layout =
        layOutAllHeads(picture.shape, {area.width() - 2 * grid::kHalf, area.height() - legend}, options);
    painter.translate(area.left() + grid::kHalf, area.top());
    ThumbnailCache cache;
    drawAllHeads(painter, layout, picture, theme, cache, std::numeric_limits<double>::infinity());
    drawScaleLegend(painter, {options.gap, area.height() - legend + grid::kHalf, 240, 40},
                    ColorScale::attention(theme), {}, theme);
    painter.restore();
}

} // namespace headscope
