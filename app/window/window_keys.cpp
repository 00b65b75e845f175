#include "app/window/window_keys.h"

#include <QApplication>
#include <QKeyEvent>
#include <QShortcut>
#include <QWidget>

#include <algorithm>

namespace headscope {

WindowKeys::WindowKeys(QWidget &window)
    : QObject(&window)
    , m_window(window)
{
}

void WindowKeys::keep(QWidget &window)
{
    qApp->installEventFilter(new WindowKeys(window));
}

bool WindowKeys::isShortcut(const QKeyEvent &key) const
{
    const QKeySequence pressed(key.keyCombination());
    return std::ranges::any_of(
        m_window.findChildren<QShortcut *>(QString(), Qt::FindDirectChildrenOnly),
        [&pressed](const QShortcut *shortcut) { return shortcut->keys().contains(pressed); });
}

bool WindowKeys::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() != QEvent::ShortcutOverride || !object->isWidgetType() ||
        static_cast<QWidget *>(object)->window() != &m_window ||
        !isShortcut(*static_cast<QKeyEvent *>(event)))
        return false;
    event->ignore();
    return true;
}

} // namespace headscope

#include "moc_window_keys.cpp"
