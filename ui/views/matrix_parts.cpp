#include "ui/views/matrix_parts.h"

#include "ui/style/token_text.h"
#include "ui/views/pattern_image.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace headscope {

QRectF MatrixPicture::partCells() const
{
    const auto within = [](const TokenRange &range, int tokens) {
        const int end = std::max(std::min(range.end, tokens), 1);
        const int begin = std::clamp(range.begin, 0, end - 1);
        return std::pair(begin, end - begin);
    };
    const auto [left, width] = within(part.keys, columns());
    const auto [top, height] = within(part.queries, rows());
    return {static_cast<double>(left), static_cast<double>(top), static_cast<double>(width),
            static_cast<double>(height)};
}

QVector<double> TokenTicker::createTickVector(double /*tickStep*/, const QCPRange &range)
{
    const QFontMetricsF metrics(m_axis.tickLabelFont());
    const double pitch = m_length / range.size();
    const int step = std::max(1, static_cast<int>(std::ceil((metrics.height() + 1) / pitch)));
    const int first = std::max(0, static_cast<int>(std::ceil(range.lower)));
    const int last = std::min(static_cast<int>(m_tokens.size()) - 1, static_cast<int>(range.upper));
    QVector<double> ticks;
    for (int token = (first + step - 1) / step * step; token <= last; token += step)
        ticks.append(token);
    return ticks;
}

QVector<QString> TokenTicker::createLabelVector(const QVector<double> &ticks, const QLocale & /*locale*/,
                                                QChar /*format*/, int /*precision*/)
{
    const QFontMetricsF metrics(m_axis.tickLabelFont());
    QVector<QString> labels;
    for (const double tick : ticks)
        labels.append(elided(m_tokens.value(static_cast<int>(tick)), metrics, kLongestLabel));
    return labels;
}

QVector<double> TokenTicker::createSubTickVector(int /*count*/, const QVector<double> & /*ticks*/)
{
    return {};
}

void PatternLayer::setPattern(const HeadPattern &pattern, int queries)
{
    m_pattern = pattern;
    m_cellsOfToken = pattern.isEmpty() ? 1 : static_cast<double>(pattern.queries()) / queries;
    m_drawn = {};
}

const QImage &PatternLayer::imageOf(const QRectF &cells, QSize pixels)
{
    if (m_drawn.image.size() != pixels || m_drawn.cells != cells || m_drawn.theme != theme)
        m_drawn = {patternImage(m_pattern, cells, pixels, ColorScale::attention(*theme)), cells, theme};
    return m_drawn.image;
}

void PatternLayer::draw(QCPPainter *painter)
{
    const QRect area = clipRect();
    const QCPRange keys = parentPlot()->xAxis->range();
    const QCPRange queries = parentPlot()->yAxis->range();
    const QRectF cells((keys.lower + 0.5) * m_cellsOfToken, (queries.lower + 0.5) * m_cellsOfToken,
                       keys.size() * m_cellsOfToken, queries.size() * m_cellsOfToken);
    if (painter->modes().testFlag(QCPPainter::pmVectorized)) {
        drawPatternCells(*painter, area, m_pattern, cells, ColorScale::attention(*theme));
        return;
    }
    const QTransform device = painter->deviceTransform();
    const QSize pixels(qRound(area.width() * device.m11()), qRound(area.height() * device.m22()));
    painter->drawImage(area, imageOf(cells, pixels));
    if (framed)
        drawFrame(painter, *framed);
}

void PatternLayer::drawFrame(QCPPainter *painter, const MatrixCell &cell) const
{
    const QCPAxis &x = *parentPlot()->xAxis;
    const QCPAxis &y = *parentPlot()->yAxis;
    const QRectF rect(QPointF(x.coordToPixel(cell.key - 0.5), y.coordToPixel(cell.query - 0.5)),
                      QPointF(x.coordToPixel(cell.key + 0.5), y.coordToPixel(cell.query + 0.5)));
    painter->setPen(QPen(theme->text, 1));
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(rect);
}

} // namespace headscope
