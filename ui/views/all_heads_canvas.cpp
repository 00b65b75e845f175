#include "ui/views/all_heads_canvas.h"

#include "ui/style/head_text.h"
#include "ui/style/token_text.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
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
    : QAbstractScrollArea(parent)
    , m_rest(new QTimer(this))
{
    setObjectName(QStringLiteral("allHeads"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("All heads"));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    viewport()->setMouseTracking(true);
    m_rest->setSingleShot(true);
    m_rest->setInterval(0);
    connect(m_rest, &QTimer::timeout, viewport(), qOverload<>(&QWidget::update));
    layOutAgain();
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
    verticalScrollBar()->setRange(0, std::max(0, content.height() - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    horizontalScrollBar()->setRange(0, std::max(0, content.width() - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
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

void AllHeadsCanvas::resizeEvent(QResizeEvent * /*event*/)
{
    layOutAgain();
}

void AllHeadsCanvas::scrollContentsBy(int /*dx*/, int /*dy*/)
{
    layOutAgain();
}

void AllHeadsCanvas::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        setAccessibleName(tr("All heads"));
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange ||
        event->type() == QEvent::LanguageChange)
        layOutAgain();
}

bool AllHeadsCanvas::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
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

void AllHeadsCanvas::moveFocus(int layers, int heads)
{
    HeadId head = m_picture.focused.value_or(HeadId{});
    head.layer = std::clamp(head.layer + layers, 0, m_picture.shape.layers - 1);
    head.head = std::clamp(head.head + heads, 0, m_picture.shape.heads - 1);
    verticalScrollBar()->setValue(verticalScrollBar()->value() +
                                  static_cast<int>(m_layout.scrollToShow(head.layer)));
    emit inspected(head);
}

void AllHeadsCanvas::keyPressEvent(QKeyEvent *event)
{
    if (!m_picture.shape.contains(m_picture.focused.value_or(HeadId{})))
        return QWidget::keyPressEvent(event);
    const HeadId head = m_picture.focused.value_or(HeadId{});
    switch (event->key()) {
    case Qt::Key_Left:
        return moveFocus(0, -1);
    case Qt::Key_Right:
        return moveFocus(0, 1);
    case Qt::Key_Up:
        return moveFocus(-1, 0);
    case Qt::Key_Down:
        return moveFocus(1, 0);
    case Qt::Key_Space:
        emit toggled(head);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        emit opened(head);
        return;
    default:
        QWidget::keyPressEvent(event); // Page Up and Down belong to the window
    }
}

} // namespace headscope

#include "moc_all_heads_canvas.cpp"
