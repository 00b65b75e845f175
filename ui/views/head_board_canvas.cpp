#include "ui/views/head_board_canvas.h"

#include "ui/style/head_text.h"
#include "ui/style/metric_text.h"
#include "ui/style/token_text.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace headscope {

HeadBoardCanvas::HeadBoardCanvas(QWidget *parent)
    : HeadsCanvas(QStringLiteral("headBoard"), parent)
{
    retranslate();
    layOutAgain();
}

void HeadBoardCanvas::retranslate()
{
    setAccessibleName(tr("Head board"));
    setAccessibleDescription(tr("Arrows move from head to head, Space ablates or restores, Enter shows it."));
}

QSize HeadBoardCanvas::sizeHint() const
{
    return layOutHeadBoard(m_picture.shape, {280, 620}).content.toSize();
}

QSize HeadBoardCanvas::minimumSizeHint() const
{
    return {160, 120};
}

void HeadBoardCanvas::setPicture(const HeadBoardPicture &picture)
{
    const bool reshaped = picture.shape != m_picture.shape;
    m_picture = picture;
    if (reshaped) {
        m_chosen.reset();
        m_inspected.reset();
        m_stroke.reset();
        layOutAgain();
        updateGeometry();
    }
    if (m_picture.focused && m_picture.shape.contains(*m_picture.focused))
        setAccessibleDescription(describe(*m_picture.focused));
    viewport()->update();
}

void HeadBoardCanvas::layOutAgain()
{
    HeadBoardOptions options;
    const QFontMetrics metrics(font());
    options.header = {metrics.horizontalAdvance(QStringLiteral("000")) + 8.0, metrics.height() + 6.0};
    setContent(layOutHeadBoard(m_picture.shape, viewport()->size(), options).content.toSize());
    options.scroll = scroll();
    m_layout = layOutHeadBoard(m_picture.shape, viewport()->size(), options);
    verticalScrollBar()->setSingleStep(static_cast<int>(m_layout.pitch.height()));
    viewport()->update();
}

void HeadBoardCanvas::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), currentTheme().background);
    HeadBoardPicture picture = m_picture;
    if (hasFocus() && m_picture.shape.contains(keyboardHead()))
        picture.focused = keyboardHead();
    else if (!viewport()->underMouse())
        picture.focused.reset();
    drawHeadBoard(painter, m_layout, picture, currentTheme());
}

bool HeadBoardCanvas::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = dynamic_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(), plainToolTip(toolTipAt(help->pos())), viewport());
        return true;
    }
    if (event->type() == QEvent::Leave && m_picture.shape.contains(chosen())) {
        inspect(chosen());
        viewport()->update();
    }
    return HeadsCanvas::viewportEvent(event);
}

void HeadBoardCanvas::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (const auto head = m_layout.headAt(event->position()))
        beginStroke(*head, event->position());
    else
        pressHeader(event->position(), event->modifiers().testFlag(Qt::ShiftModifier));
}

/// Many heads at once change with Shift only; a plain click shows what it hit.
void HeadBoardCanvas::pressHeader(QPointF position, bool changes)
{
    const auto layer = m_layout.layerOfHeaderAt(position);
    const auto column = m_layout.headOfHeaderAt(position);
    if (layer && changes)
        toggleMany(headsOfLayer(m_layout.shape, *layer), tr("layer %1").arg(*layer));
    else if (column && changes)
        toggleMany(headsOfColumn(m_layout.shape, *column), tr("head %1 of every layer").arg(*column));
    else if (layer && m_layout.shape.headsIn(*layer) > 0)
        emit layerChosen(*layer);
}

void HeadBoardCanvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    mousePressEvent(event); // quick clicks toggle like slow ones
}

void HeadBoardCanvas::mouseMoveEvent(QMouseEvent *event)
{
    if (m_stroke)
        continueStroke(event->position());
    else if (const auto head = m_layout.headAt(event->position()))
        inspect(*head);
}

void HeadBoardCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        m_stroke.reset();
}

void HeadBoardCanvas::beginStroke(const HeadId &head, QPointF position)
{
    m_chosen = head;
    m_stroke = Stroke{++m_gestures, m_editable.contains(head), position};
    inspect(head);
    paintHead(head);
}

/// Fast drags skip cells between two events; these lie on the way.
void HeadBoardCanvas::continueStroke(QPointF position)
{
    const QPointF way = position - m_stroke->last;
    const double smallest = std::min(m_layout.pitch.width(), m_layout.pitch.height()) / 2;
    const int steps = static_cast<int>(std::ceil(std::hypot(way.x(), way.y()) / smallest));
    const QPointF start = m_stroke->last;
    m_stroke->last = position;
    for (int step = 1; step <= steps; ++step) {
        if (const auto head = m_layout.headAt(start + way * step / steps))
            paintHead(*head);
    }
}

void HeadBoardCanvas::paintHead(const HeadId &head)
{
    if (m_editable.contains(head) != m_stroke->restores)
        return;
    m_editable = m_stroke->restores ? restored(m_editable, {head}) : changed(m_editable, {head}, Zero{});
    emit painted(m_editable, m_stroke->number);
}

void HeadBoardCanvas::toggleMany(const std::vector<HeadId> &heads, const QString &what)
{
    if (heads.empty()) // of a layer that does not attend
        return;
    m_editable = toggled(m_editable, heads);
    emit edited(m_editable, what);
}

void HeadBoardCanvas::inspect(const HeadId &head)
{
    if (m_inspected == head)
        return;
    m_inspected = head;
    emit inspected(head);
}

HeadId HeadBoardCanvas::chosen() const
{
    return m_chosen.value_or(m_picture.focused.value_or(HeadId{}));
}

std::vector<HeadId> HeadBoardCanvas::headsAt(QPointF position) const
{
    if (const auto head = m_layout.headAt(position))
        return {*head};
    if (const auto layer = m_layout.layerOfHeaderAt(position))
        return headsOfLayer(m_layout.shape, *layer);
    if (const auto head = m_layout.headOfHeaderAt(position))
        return headsOfColumn(m_layout.shape, *head);
    return {};
}

void HeadBoardCanvas::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKeyboard = event->reason() == QContextMenuEvent::Keyboard;
    const QPoint position = byKeyboard ? m_layout.cell(chosen()).center().toPoint() : event->pos();
    const auto heads = byKeyboard ? std::vector{chosen()} : headsAt(position);
    if (heads.empty() || !m_picture.shape.contains(heads.front()))
        return;
    if (heads.size() == 1) {
        m_chosen = heads.front();
        inspect(heads.front());
    }
    emit menuRequested(heads, viewport()->mapToGlobal(position));
}

QPointF HeadBoardCanvas::scrollToShow(const HeadId &head) const
{
    return m_layout.scrollToShow(head);
}

void HeadBoardCanvas::walkTo(const HeadId &head)
{
    m_chosen = head;
    inspect(head);
}

void HeadBoardCanvas::toggle(const HeadId &head)
{
    m_chosen = head;
    toggleMany({head}, tr("head %1").arg(headName(head)));
}

QString HeadBoardCanvas::describe(const HeadId &head) const
{
    QString text = tr("Head %1").arg(headName(head));
    if (const auto value = m_picture.value(head)) {
        //: name of a metric, its value
        text += QLatin1Char('\n') + tr("%1: %2").arg(metricName(m_picture.metric.id),
                                                     metricValueText(m_picture.metric.id, *value));
    } else {
        //: name of a metric
        text += QLatin1Char('\n') + tr("%1: not measured").arg(metricName(m_picture.metric.id));
    }
    const auto changed = m_picture.interventions.find(head);
    if (changed != m_picture.interventions.end())
        text += QLatin1Char('\n') + tr("Intervention: %1").arg(interventionName(changed->second));
    if (const int heads = m_picture.shape.headsIn(head.layer); heads < m_picture.shape.heads)
        text += QLatin1Char('\n') +
                tr("Layer %1 has %n head(s), fewer than others", nullptr, heads).arg(head.layer);
    if (m_picture.shape.groupSize() > 1) {
        const int group = head.head / m_picture.shape.groupSize();
        text += QLatin1Char('\n') + tr("Key/value head %1").arg(group);
    }
    return text;
}

QString HeadBoardCanvas::toolTipAt(QPointF position) const
{
    if (const auto head = m_layout.headAt(position))
        return describe(*head) + QStringLiteral("\n\n") +
               tr("Click or Space: ablate or restore\nDrag: paint\nEnter: show\nRight-click: more");
    if (const auto place = m_layout.missingHeadAt(position))
        return missingHeadText(*place, m_layout.shape.headsIn(place->layer));
    if (const auto layer = m_layout.layerOfHeaderAt(position))
        return m_layout.shape.headsIn(*layer) == 0
                   ? missingHeadText({{}, *layer, 0}, 0)
                   : tr("Layer %1\nClick: show it\nShift+click: ablate or restore all its heads").arg(*layer);
    if (const auto head = m_layout.headOfHeaderAt(position))
        return tr("Head %1 of every layer\nShift+click: ablate or restore all of them").arg(*head);
    return {};
}

} // namespace headscope

#include "moc_head_board_canvas.cpp"
