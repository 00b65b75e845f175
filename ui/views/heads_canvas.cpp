#include "ui/views/heads_canvas.h"

#include <QEvent>
#include <QKeyEvent>
#include <QScrollBar>

#include <algorithm>

namespace headscope {

HeadsCanvas::HeadsCanvas(const QString &name, QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setObjectName(name);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    viewport()->setBackgroundRole(QPalette::Window);
}

QPoint HeadsCanvas::scroll() const
{
    return {horizontalScrollBar()->value(), verticalScrollBar()->value()};
}

void HeadsCanvas::setContent(QSize content)
{
    horizontalScrollBar()->setRange(0, std::max(0, content.width() - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    verticalScrollBar()->setRange(0, std::max(0, content.height() - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
}

void HeadsCanvas::resizeEvent(QResizeEvent * /*event*/)
{
    layOutAgain();
}

void HeadsCanvas::scrollContentsBy(int /*dx*/, int /*dy*/)
{
    layOutAgain();
}

void HeadsCanvas::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    const bool isLanguage = event->type() == QEvent::LanguageChange;
    if (isLanguage)
        retranslate();
    if (isLanguage || event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange)
        layOutAgain();
}

void HeadsCanvas::walk(int layers, int heads)
{
    const HeadId head = neighbour(shape(), keyboardHead(), layers, heads);
    const QPointF way = scrollToShow(head);
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() + static_cast<int>(way.x()));
    verticalScrollBar()->setValue(verticalScrollBar()->value() + static_cast<int>(way.y()));
    walkTo(head);
}

void HeadsCanvas::keyPressEvent(QKeyEvent *event)
{
    if (!shape().contains(keyboardHead()))
        return QWidget::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Left:
        return walk(0, -1);
    case Qt::Key_Right:
        return walk(0, 1);
    case Qt::Key_Up:
        return walk(-1, 0);
    case Qt::Key_Down:
        return walk(1, 0);
    case Qt::Key_Home:
        return walk(0, -shape().heads);
    case Qt::Key_End:
        return walk(0, shape().heads);
    case Qt::Key_Space:
        return toggle(keyboardHead());
    case Qt::Key_Return:
    case Qt::Key_Enter:
        emit opened(keyboardHead());
        return;
    default:
        QWidget::keyPressEvent(event); // not the scroll area's: Page Up and Down belong to the window
    }
}

} // namespace headscope

#include "moc_heads_canvas.cpp"
