#include "ui/views/head_board_paint.h"

#include "ui/style/head_text.h"
#include "ui/style/metric_text.h"
#include "ui/style/scale_legend.h"
#include "ui/style/vector_painter.h"

#include <algorithm>
#include <cmath>
#include <variant>

namespace headscope {

namespace {

constexpr double kCorner = 2;
constexpr double kHatchDistance = 4;
constexpr double kDot = 3; ///< in a cell without a value

/// Every n-th number, so that neighbours do not touch.
int labelStep(double pitch, double labelSize)
{
    int step = 1;
    while (step * pitch < labelSize)
        step = step == 1 ? 2 : (step == 2 ? 5 : step * 2);
    return step;
}

void drawHeaders(QPainter &painter, const HeadBoardLayout &layout, const HeadBoardPicture &picture,
                 const Theme &theme)
{
    const QFontMetricsF metrics(painter.font());
    const int rowStep = labelStep(layout.pitch.height(), metrics.height() - 2);
    const int columnStep = labelStep(layout.pitch.width(), metrics.horizontalAdvance(QStringLiteral("00")));
    painter.save();
    painter.setClipRect(QRectF(0, layout.cells.top(), layout.cells.left(), layout.cells.height()));
    for (int layer = layout.firstVisibleLayer(); layer < layout.endOfVisibleLayers(); ++layer) {
        const bool current = picture.currentLayer == layer;
        if (layer % rowStep != 0 && !current)
            continue;
        painter.setPen(current ? theme.accent : theme.mutedText);
        painter.drawText(layout.rowHeader(layer).adjusted(-8, -4, -8, 4), Qt::AlignRight | Qt::AlignVCenter,
                         QString::number(layer));
    }
    painter.setClipRect(QRectF(layout.cells.left(), 0, layout.cells.width(), layout.cells.top()));
    painter.setPen(theme.mutedText);
    for (int head = 0; head < layout.shape.heads; head += columnStep)
        painter.drawText(layout.columnHeader(head).adjusted(-16, 0, 16, -2),
                         Qt::AlignHCenter | Qt::AlignBottom, QString::number(head));
    painter.restore();
}

void drawFilled(QPainter &painter, const QRectF &cell, const QColor &fill, const QColor &border)
{
    if (isVector(painter)) {
        painter.setPen(QPen(border, 1));
        painter.setBrush(fill);
        painter.drawRoundedRect(cell.adjusted(0.5, 0.5, -0.5, -0.5), kCorner, kCorner);
        return;
    }
    // Plain rectangles cost a tenth of a rounded one, and boards have hundreds of cells.
    painter.fillRect(cell.adjusted(1, 0, -1, 0), border);
    painter.fillRect(cell.adjusted(0, 1, 0, -1), border);
    painter.fillRect(cell.adjusted(1, 1, -1, -1), fill);
}

void drawSign(QPainter &painter, const QRectF &cell, const QString &sign, const QColor &color)
{
    QFont font = painter.font();
    font.setPixelSize(static_cast<int>(std::clamp(cell.height() * 0.68, 8.0, 16.0)));
    font.setBold(true);
    painter.save();
    painter.setFont(font);
    painter.setPen(color);
    painter.drawText(cell.adjusted(-4, -4, 4, 4), Qt::AlignCenter, sign);
    painter.restore();
}

void drawCell(QPainter &painter, const QRectF &cell, std::optional<double> value, const ColorScale &scale,
              const Theme &theme)
{
    const QColor fill = value ? scale.color(*value) : theme.panel;
    drawFilled(painter, cell, fill, blended(theme.cellBorder, fill, value ? 0.4 : 0));
    if (value && std::isnan(*value))
        drawSign(painter, cell, QStringLiteral("–"), readableOn(theme.notANumber));
    if (!value) // not measured: a dot, for a cell without one could be a 0
        painter.fillRect(QRectF(std::round(cell.center().x() - kDot / 2),
                                std::round(cell.center().y() - kDot / 2), kDot, kDot),
                         theme.mutedText);
}

void drawIntervention(QPainter &painter, const QRectF &cell, const Intervention &intervention,
                      const QColor &fill, const Theme &theme)
{
    const QString sign = interventionSign(intervention);
    if (sign.isEmpty()) {
        drawAblated(painter, cell, theme);
        return;
    }
    drawFilled(painter, cell, fill, theme.intervened);
    drawSign(painter, cell, sign, readableOn(fill));
}

/// An empty place, not a pale number: dashed, without fill; of a layer that does not attend with words.
void drawMissing(QPainter &painter, const HeadBoardLayout &layout, int layer, const Theme &theme)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.faintText, 1, Qt::DotLine));
    if (layout.shape.headsIn(layer) > 0) {
        for (const HeadId &head : missingHeads(layout.shape, layer))
            painter.drawRect(layout.cell(head).adjusted(0.5, 0.5, -0.5, -0.5));
        return;
    }
    const QRectF row = layout.row(layer);
    painter.drawRect(row.adjusted(0.5, 0.5, -0.5, -0.5));
    painter.setPen(theme.mutedText);
    const QString words = noAttentionText();
    if (painter.fontMetrics().horizontalAdvance(words) < row.width())
        painter.drawText(row.adjusted(0, -4, 0, 4), Qt::AlignCenter, words);
}

void drawFrames(QPainter &painter, const HeadBoardLayout &layout, const HeadBoardPicture &picture,
                const Theme &theme)
{
    painter.setBrush(Qt::NoBrush);
    if (picture.currentLayer && *picture.currentLayer < layout.shape.layers) {
        painter.setPen(QPen(theme.accent, 1.5));
        painter.drawRoundedRect(layout.row(*picture.currentLayer).adjusted(-1.5, -1.5, 1.5, 1.5), 3, 3);
    }
    if (picture.focused && layout.shape.contains(*picture.focused)) {
        const QRectF cell = layout.cell(*picture.focused);
        painter.setPen(QPen(theme.background, 1));
        painter.drawRoundedRect(cell.adjusted(1.5, 1.5, -1.5, -1.5), kCorner, kCorner);
        painter.setPen(QPen(theme.text, 2));
        painter.drawRoundedRect(cell.adjusted(0, 0, 0, 0), kCorner, kCorner);
    }
}

} // namespace

std::optional<double> HeadBoardPicture::value(const HeadId &head) const
{
    const auto layer = static_cast<std::size_t>(head.layer);
    const auto column = static_cast<std::size_t>(head.head);
    if (!shape.contains(head) || layer >= values.size() || column >= values[layer].size())
        return std::nullopt;
    return values[layer][column];
}

int HeadBoardPicture::notMeasured() const
{
    int count = 0;
    for (int layer = 0; layer < shape.layers; ++layer)
        for (const HeadId &head : headsOfLayer(shape, layer))
            count += value(head) ? 0 : 1;
    return count;
}

ColorScale scaleOf(const HeadBoardPicture &picture, const Theme &theme)
{
    if (metric(picture.metric.id).scale == MetricScale::Share)
        return ColorScale::metric(theme, 1, picture.spacing);
    double largest = 0;
    for (int layer = 0; layer < picture.shape.layers; ++layer) {
        for (const HeadId &head : headsOfLayer(picture.shape, layer)) {
            const auto changed = picture.interventions.find(head);
            const bool isHatched =
                changed != picture.interventions.end() && std::holds_alternative<Zero>(changed->second);
            const double value = picture.value(head).value_or(0);
            if (!isHatched && std::isfinite(value)) // a head without colour is not to pale the others
                largest = std::max(largest, std::abs(value));
        }
    }
    if (metric(picture.metric.id).scale == MetricScale::Diverging)
        return ColorScale::diverging(theme, largest);
    return ColorScale::metric(theme, largest, picture.spacing);
}

void drawAblated(QPainter &painter, const QRectF &cell, const Theme &theme)
{
    drawFilled(painter, cell, theme.panel, theme.ablated);
    painter.setPen(QPen(theme.ablated, 1));
    drawHatch(painter, cell.adjusted(1, 1, -1, -1), kHatchDistance);
}

void drawHeadBoard(QPainter &painter, const HeadBoardLayout &layout, const HeadBoardPicture &picture,
                   const Theme &theme)
{
    const ColorScale scale = scaleOf(picture, theme);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    drawHeaders(painter, layout, picture, theme);
    painter.setClipRect(layout.cells.adjusted(-3, -3, 0, 0), Qt::IntersectClip);
    for (int layer = layout.firstVisibleLayer(); layer < layout.endOfVisibleLayers(); ++layer) {
        drawMissing(painter, layout, layer, theme);
        for (const HeadId &head : headsOfLayer(layout.shape, layer)) {
            const auto value = picture.value(head);
            const auto changed = picture.interventions.find(head);
            if (changed == picture.interventions.end())
                drawCell(painter, layout.cell(head), value, scale, theme);
            else
                drawIntervention(painter, layout.cell(head), changed->second,
                                 value ? scale.color(*value) : theme.panel, theme);
        }
    }
    drawFrames(painter, layout, picture, theme);
    painter.restore();
}

void drawBoardPicture(QPainter &painter, const QRectF &area, const HeadBoardPicture &picture,
                      const Theme &theme)
{
    painter.save();
    painter.fillRect(area, theme.background);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFontMetrics metrics(painter.font());
    const QRectF inside = area.adjusted(grid::kWide, grid::kWide, -grid::kWide, -grid::kWide);
    painter.setPen(theme.text);
    painter.drawText(inside, Qt::AlignLeft | Qt::AlignTop, metricName(picture.metric.id));

    const double top = metrics.height() + grid::kUnit;
    const double bottom = scaleLegendHeight(metrics) + metrics.height() + 2 * grid::kWide;
    HeadBoardOptions options;
    options.smallestCell = {6, 6};
    options.largestCell = {64, 48};
    const HeadBoardLayout layout =
        layOutHeadBoard(picture.shape, {inside.width(), inside.height() - top - bottom}, options);
    painter.translate(inside.left(), inside.top() + top);
    drawHeadBoard(painter, layout, picture, theme);
    const double width = std::min(std::max(layout.content.width(), 260.0), inside.width());
    const double legendTop = layout.content.height() + grid::kWide;
    drawScaleLegend(painter, {options.header.width(), legendTop, width - options.header.width(), 40},
                    scaleOf(picture, theme), metricUnit(picture.metric.id), theme);
    painter.setPen(picture.interventions.empty() ? theme.mutedText : theme.ablated);
    painter.drawText(QPointF(options.header.width(),
                             legendTop + scaleLegendHeight(metrics) + grid::kWide + metrics.ascent()),
                     interventionSummary(picture.interventions));
    painter.restore();
}

} // namespace headscope
