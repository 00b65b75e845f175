#include "ui/views/document_undo.h"

#include <QKeyEvent>
#include <QWidget>

namespace headscope {

void DocumentUndo::leaveToWindow(QWidget &editor)
{
    editor.installEventFilter(new DocumentUndo(&editor));
}

bool DocumentUndo::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
            event->ignore();
            return true;
        }
    }
    return QObject::eventFilter(object, event);
}

} // namespace headscope
