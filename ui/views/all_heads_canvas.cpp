#include "ui/views/all_heads_canvas.h"

#include "ui/style/head_text.h"
#include "ui/style/token_text.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QScrollBar>
#include <QTimer>
#include <QToolTip>

#include <algorithm>

namespace headscope {

namespace {

/// Milliseconds of a frame that may go into new thumbnails.
constexpr double kBudget = 7;

} // namespace

AllHeadsCanvas::AllHeadsCanvas(QWidget *parent)
    : HeadsCanvas(QStringLiteral("allHeads"), parent)
    , m_rest(new QTimer(this))
{
    retranslate();
    m_rest->setSingleShot(true);
    m_rest->setInterval(0);
    connect(m_rest, &QTimer::timeout, viewport(), qOverload<>(&QWidget::update));
    layOutAgain();
}

void AllHeadsCanvas::retranslate()
{
    setAccessibleName(tr("All heads"));
    setAccessibleDescription(tr("Arrows move from head to head, Space ablates or restores, Enter shows it."));
}

void AllHeadsCanvas::setPicture(const AllHeadsPicture &picture)
{
    const bool reshaped = picture.shape != m_picture.shape;
    m_picture = picture;
    if (reshaped) {
        m_cache = {};
        layOutAgain();
    }
    if (m_picture.focused)
        setAccessibleDescription(tr("Head %1").arg(headName(*m_picture.focused)));
    viewport()->update();
}

void AllHeadsCanvas::layOutAgain()
{
    AllHeadsOptions options;
    options.labelHeight = QFontMetricsF(font()).height();
    const QSize content = layOutAllHeads(m_picture.shape, viewport()->size(), options).content.toSize();
    setContent(content);
    options.scroll = verticalScrollBar()->value();
    m_layout = layOutAllHeads(m_picture.shape, viewport()->size(), options);
    m_layout.area.setWidth(std::max<double>(m_layout.area.width(), content.width()));
    verticalScrollBar()->setSingleStep(static_cast<int>(m_layout.rowHeight() / 3));
    viewport()->update();
}

void AllHeadsCanvas::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), currentTheme().background);
    painter.translate(-horizontalScrollBar()->value(), 0);
    m_complete = drawAllHeads(painter, m_layout, m_picture, currentTheme(), m_cache, kBudget);
    if (!m_complete)
        m_rest->start();
}

bool AllHeadsCanvas::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return HeadsCanvas::viewportEvent(event);
    const auto *help = dynamic_cast<QHelpEvent *>(event);
    const auto head = headAt(help->pos());
    QString text;
    if (head)
        text = tr("Head %1\nClick or Enter: open in the matrix\nSpace: ablate or restore\nRight-click: more")
                   .arg(headName(*head));
    QToolTip::showText(help->globalPos(), plainToolTip(text), viewport());
    return true;
}

void AllHeadsCanvas::mouseMoveEvent(QMouseEvent *event)
{
    const auto head = headAt(event->position());
    viewport()->setCursor(head ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

std::optional<HeadId> AllHeadsCanvas::headAt(QPointF inViewport) const
{
    return m_layout.headAt(inViewport + QPointF(horizontalScrollBar()->value(), 0));
}

void AllHeadsCanvas::mousePressEvent(QMouseEvent *event)
{
    m_pressed = event->button() == Qt::LeftButton ? headAt(event->position()) : std::nullopt;
    event->accept();
}

void AllHeadsCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    const auto head = headAt(event->position());
    if (head && head == m_pressed && event->button() == Qt::LeftButton)
        emit opened(*head);
    m_pressed.reset();
}

void AllHeadsCanvas::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKeyboard = event->reason() == QContextMenuEvent::Keyboard;
    const QPoint scroll(horizontalScrollBar()->value(), 0);
    const auto head = byKeyboard ? m_picture.focused : headAt(event->pos());
    if (!head)
        return;
    const QPoint position = byKeyboard ? m_layout.thumbnail(*head).center().toPoint() - scroll : event->pos();
    emit menuRequested(*head, viewport()->mapToGlobal(position));
}

QPointF AllHeadsCanvas::scrollToShow(const HeadId &head) const
{
    return {0, m_layout.scrollToShow(head.layer)};
}

} // namespace headscope

#include "moc_all_heads_canvas.cpp"
