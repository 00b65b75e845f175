#include "ui/style/token_text.h"
#include "ui/views/lines_scene.h"
#include "ui/views/lines_view.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

namespace headscope {

std::optional<PinnedToken> LinesView::tokenAt(QPoint point) const
{
    return m_window.layout.tokenAt(QPointF(point) + QPointF(0, m_window.scroll));
}

void LinesView::mouseMoveEvent(QMouseEvent *event)
{
    const auto token = tokenAt(event->pos());
    if (token != m_hovered)
        hover(token);
}

void LinesView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_focused.reset();
    const auto token = tokenAt(event->pos());
    pin(token == m_session.look().pinned ? std::nullopt : token);
    hover(m_hovered);
}

void LinesView::mouseReleaseEvent(QMouseEvent *event)
{
    event->accept();
}

void LinesView::pin(const std::optional<PinnedToken> &token)
{
    Look look = m_session.look();
    look.pinned = token;
    m_session.setLook(look);
}

void LinesView::stepLayer(int by)
{
    if (!m_session.model())
        return;
    Look look = m_session.look();
    const int layers = m_session.model()->config.bounds().layersOf(look.stack);
    look.layer = std::clamp(look.layer + by, 0, layers - 1);
    QToolTip::hideText(); // its numbers are the other layer's
    m_session.setLook(look);
}

/// The ring isolates a token's lines as the pointer does, and stays in sight.
void LinesView::focusToken(const std::optional<PinnedToken> &token)
{
    m_focused = token;
    if (token) {
        const QRectF box = m_window.layout.queryBox(token->position); // as high as the key's
        QScrollBar &bar = *verticalScrollBar();
        if (box.top() < bar.value())
            bar.setValue(static_cast<int>(box.top()));
        else if (box.bottom() > bar.value() + viewport()->height())
            bar.setValue(static_cast<int>(box.bottom()) - viewport()->height() + 1);
    }
    hover(std::nullopt);
}

void LinesView::walk(int key)
{
    if (m_scene.keyTexts.empty())
        return;
    if (!m_focused)
        return focusToken(m_session.look().pinned.value_or(
            PinnedToken{key == Qt::Key_Right ? TokenSide::Key : TokenSide::Query, 0}));
    PinnedToken next = *m_focused;
    const int last = m_scene.counts().of(next.side) - 1;
    if (key == Qt::Key_Up || key == Qt::Key_Down)
        next.position = std::clamp(next.position + (key == Qt::Key_Up ? -1 : 1), 0, last);
    else if (key == Qt::Key_Home || key == Qt::Key_End)
        next.position = key == Qt::Key_Home ? 0 : last;
    else
        next.side = key == Qt::Key_Left ? TokenSide::Query : TokenSide::Key;
    focusToken(m_scene.nearest(next));
}

void LinesView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Home:
    case Qt::Key_End:
        return walk(event->key());
    case Qt::Key_Space:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_focused)
            pin(m_focused == m_session.look().pinned ? std::nullopt : m_focused);
        return;
    case Qt::Key_Escape:
        m_focused.reset();
        pin(std::nullopt);
        return hover(m_hovered);
    case Qt::Key_PageUp:
        return stepLayer(-1);
    case Qt::Key_PageDown:
        return stepLayer(1);
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

/// A ring shows where the keyboard is as soon as it comes here; a click needs none.
void LinesView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    const bool isByKeyboard =
        event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    if (isByKeyboard && !m_focused && !m_scene.keyTexts.empty())
        focusToken(m_session.look().pinned.value_or(PinnedToken{TokenSide::Query, 0}));
}

void LinesView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    if (event->reason() == Qt::PopupFocusReason || event->reason() == Qt::ActiveWindowFocusReason)
        return;
    m_focused.reset();
    hover(m_hovered);
}

bool LinesView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        hover(std::nullopt);
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const auto token = tokenAt(help->pos());
        if (token)
            QToolTip::showText(help->globalPos(),
                               plainToolTip(linesTip(m_scene, *token, m_session.look().pinned)), viewport());
        else
            QToolTip::hideText();
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace headscope
