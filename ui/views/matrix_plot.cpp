#include "ui/views/matrix_plot.h"

#include "ui/style/scale_legend.h"
#include "ui/style/token_text.h"
#include "ui/style/vector_painter.h"
#include "ui/views/matrix_parts.h"

#include <qcustomplot.h>

#include <QKeyEvent>
#include <QPicture>

#include <algorithm>
#include <cmath>

namespace headscope {

namespace {

constexpr double kZoomStep = 1.25;
constexpr double kFewestCells = 3;

void putColors(QCPAxis &axis, const Theme &theme)
{
    axis.setBasePen(QPen(theme.line));
    axis.setTickPen(QPen(theme.line));
    axis.setTickLabelColor(theme.text);
    axis.setLabelColor(theme.mutedText);
}

} // namespace

MatrixPlot::MatrixPlot(QWidget *parent)
    : QWidget(parent)
    , m_plot(new QCustomPlot(this))
    , m_layer(new PatternLayer(m_plot))
{
    setObjectName(QStringLiteral("matrix"));
    setFocusPolicy(Qt::StrongFocus);
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->setMouseTracking(true);
    m_plot->installEventFilter(this);
    m_plot->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    m_plot->axisRect()->setRangeZoomFactor(1 / kZoomStep);
    m_plot->axisRect()->setAutoMargins(QCP::msNone);
    m_plot->axisRect()->setupFullAxesBox();
    for (QCPAxis *axis : {m_plot->xAxis2, m_plot->yAxis2}) {
        axis->setTicks(false);
        axis->setTickLabels(false);
    }
    m_plot->yAxis->setRangeReversed(true);
    m_plot->xAxis->setTickLabelRotation(90);
    for (QCPAxis *axis : {m_plot->xAxis, m_plot->yAxis}) {
        axis->setTicker(QSharedPointer<TokenTicker>::create(*axis));
        axis->grid()->setVisible(false);
        axis->setTickLength(0, grid::kHalf);
        connect(axis, qOverload<const QCPRange &>(&QCPAxis::rangeChanged), this, &MatrixPlot::keepInside);
    }
    retranslate();
    setTheme(currentTheme());
}

void MatrixPlot::retranslate()
{
    setAccessibleName(tr("Attention matrix"));
    setAccessibleDescription(
        tr("Plus and minus zoom, the arrows pan, 0 or a double-click shows everything."));
    m_plot->xAxis->setLabel(tr("key: the token that is looked at"));
    m_plot->yAxis->setLabel(tr("query: the token that looks"));
}

void MatrixPlot::setTheme(const Theme &theme)
{
    m_layer->theme = &theme;
    m_plot->setBackground(theme.background);
    for (QCPAxis *axis : {m_plot->xAxis, m_plot->yAxis, m_plot->xAxis2, m_plot->yAxis2}) {
        putColors(*axis, theme);
        axis->setTickLabelFont(font());
        axis->setLabelFont(font());
    }
    m_plot->replot(); // at once: a picture of the widget may be taken next
}

void MatrixPlot::setPicture(const MatrixPicture &picture)
{
    const bool resized = picture.partCells() != m_picture.partCells();
    m_picture = picture;
    m_layer->setPattern(picture.isPreview() ? picture.preview : picture.pattern, picture.rows());
    m_plot->xAxis->ticker().staticCast<TokenTicker>()->setTokens(picture.keys);
    m_plot->yAxis->ticker().staticCast<TokenTicker>()->setTokens(picture.queries);
    setAccessibleDescription(picture.title);
    squareUp(size());
    if (resized) {
        hover(std::nullopt);
        showAll();
    }
    emit hovered(m_hovered); // its number may be another
    m_plot->replot();        // at once: a picture of the widget may be taken next
}

void MatrixPlot::showAll()
{
    // rescaleAxes() would cut the outer cells in half.
    showCells(m_picture.partCells());
}

void MatrixPlot::showCells(const QRectF &cells)
{
    m_plot->xAxis->setRange(cells.left() - 0.5, cells.right() - 0.5);
    m_plot->yAxis->setRange(cells.top() - 0.5, cells.bottom() - 0.5);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void MatrixPlot::keepInside()
{
    const QRectF part = m_picture.partCells();
    for (QCPAxis *axis : {m_plot->xAxis, m_plot->yAxis}) {
        const double tokens = axis == m_plot->xAxis ? part.width() : part.height();
        const double first = (axis == m_plot->xAxis ? part.left() : part.top()) - 0.5;
        const QCPRange range = axis->range();
        const double size = std::clamp(range.size(), std::min(kFewestCells, tokens), tokens);
        const double lower = std::clamp(range.center() - size / 2, first, first + tokens - size);
        if (std::abs(lower - range.lower) + std::abs(size - range.size()) > 1e-9) {
            const QSignalBlocker blocker(axis);
            axis->setRange(lower, lower + size);
        }
    }
}

void MatrixPlot::zoom(double factor)
{
    for (QCPAxis *axis : {m_plot->xAxis, m_plot->yAxis})
        axis->scaleRange(1 / factor);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void MatrixPlot::pan(double keys, double queries)
{
    m_plot->xAxis->moveRange(keys * m_plot->xAxis->range().size());
    m_plot->yAxis->moveRange(queries * m_plot->yAxis->range().size());
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

QRectF MatrixPlot::visibleCells() const
{
    const QCPRange keys = m_plot->xAxis->range();
    const QCPRange queries = m_plot->yAxis->range();
    return {keys.lower + 0.5, queries.lower + 0.5, keys.size(), queries.size()};
}

std::optional<MatrixCell> MatrixPlot::cellAt(QPointF position) const
{
    const QPointF inPlot = position - m_plot->pos();
    if (!m_plot->axisRect()->rect().contains(inPlot.toPoint()))
        return std::nullopt;
    const MatrixCell cell{static_cast<int>(std::lround(m_plot->yAxis->pixelToCoord(inPlot.y()))),
                          static_cast<int>(std::lround(m_plot->xAxis->pixelToCoord(inPlot.x())))};
    if (cell.query < 0 || cell.key < 0 || cell.query >= m_picture.rows() || cell.key >= m_picture.columns())
        return std::nullopt;
    return cell;
}

QPointF MatrixPlot::positionOf(const MatrixCell &cell) const
{
    return m_plot->pos() +
           QPointF(m_plot->xAxis->coordToPixel(cell.key), m_plot->yAxis->coordToPixel(cell.query));
}

void MatrixPlot::hover(std::optional<MatrixCell> cell)
{
    if (cell == m_hovered)
        return;
    m_hovered = cell;
    m_layer->framed = cell;
    m_plot->replot(QCustomPlot::rpQueuedReplot);
    emit hovered(cell);
}

bool MatrixPlot::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseMove)
        hover(cellAt(m_plot->pos() + dynamic_cast<QMouseEvent *>(event)->position()));
    else if (event->type() == QEvent::Leave)
        hover(std::nullopt);
    else if (event->type() == QEvent::MouseButtonDblClick)
        showAll();
    else if (event->type() == QEvent::MouseButtonPress)
        setFocus(Qt::MouseFocusReason);
    return QWidget::eventFilter(watched, event);
}

void MatrixPlot::keyPressEvent(QKeyEvent *event)
{
    constexpr double way = 0.2;
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoom(kZoomStep);
    case Qt::Key_Minus:
        return zoom(1 / kZoomStep);
    case Qt::Key_0:
        return showAll();
    case Qt::Key_Left:
        return pan(-way, 0);
    case Qt::Key_Right:
        return pan(way, 0);
    case Qt::Key_Up:
        return pan(0, -way);
    case Qt::Key_Down:
        return pan(0, way);
    default:
        QWidget::keyPressEvent(event);
    }
}

/// Square cells, and margins that depend on the texts alone: nothing jumps while zooming.
void MatrixPlot::squareUp(QSize available)
{
    const QFontMetricsF metrics(m_plot->xAxis->tickLabelFont());
    double longest = 0;
    for (const QString &token : m_picture.queries + m_picture.keys)
        longest = std::max(longest, metrics.horizontalAdvance(token));
    const int labels =
        static_cast<int>(std::min(longest, TokenTicker::kLongestLabel) + metrics.height()) + 3 * grid::kUnit;
    m_plot->axisRect()->setMargins({labels, grid::kUnit, grid::kUnit, labels});
    const int around = labels + grid::kUnit;
    const int side = std::max(40, std::min(available.width(), available.height()) - around);
    const QSize size(side + around, side + around);
    for (QCPAxis *axis : {m_plot->xAxis, m_plot->yAxis})
        axis->ticker().staticCast<TokenTicker>()->setLength(side);
    m_plot->setGeometry(QRect(QPoint((available.width() - size.width()) / 2, 0), size));
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void MatrixPlot::resizeEvent(QResizeEvent * /*event*/)
{
    squareUp(size());
}

void MatrixPlot::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    const bool language = event->type() == QEvent::LanguageChange;
    if (language)
        retranslate();
    if (language || event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        setTheme(currentTheme());
}

void MatrixPlot::renderTo(QPainter &painter, const QRectF &area)
{
    const QRect before = m_plot->geometry();
    squareUp(area.size().toSize());
    const QPointF corner = area.topLeft() + m_plot->pos();
    if (isVector(painter)) {
        QPicture drawing;
        QCPPainter recorder(&drawing);
        recorder.setMode(QCPPainter::pmVectorized);
        m_plot->toPainter(&recorder, m_plot->width(), m_plot->height());
        recorder.end();
        painter.drawPicture(corner, drawing);
    } else {
        const double scale = painter.deviceTransform().m11();
        const QPixmap pixmap = m_plot->toPixmap(m_plot->width(), m_plot->height(), scale);
        painter.drawPixmap(QRectF(corner, QSizeF(m_plot->size())), pixmap, QRectF(pixmap.rect()));
    }
    m_plot->setGeometry(before);
}

void drawMatrixPicture(QPainter &painter, const QRectF &area, const MatrixPicture &picture,
                       const Theme &theme)
{
    painter.save();
    painter.fillRect(area, theme.background);
    painter.setPen(theme.text);
    const QFontMetrics metrics(painter.font());
    const QRectF inside = area.adjusted(grid::kWide, grid::kWide, -grid::kWide, -grid::kWide);
    painter.drawText(inside, Qt::AlignLeft | Qt::AlignTop, picture.title);
    const int top = metrics.height() + grid::kUnit;
    const int bottom = scaleLegendHeight(metrics) + grid::kWide;

    MatrixPlot plot;
    plot.setFont(painter.font());
    plot.setTheme(theme);
    plot.setPicture(picture);
    if (picture.cells)
        plot.showCells(*picture.cells);
    plot.renderTo(painter, inside.adjusted(0, top, 0, -bottom));
    drawScaleLegend(painter, {inside.left(), inside.bottom() - scaleLegendHeight(metrics), 240, 40},
                    ColorScale::attention(theme), {}, theme);
    painter.restore();
}

} // namespace headscope

#include "moc_matrix_plot.cpp"
