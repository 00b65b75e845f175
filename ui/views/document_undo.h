#pragma once

#include <QObject>

class QWidget;

namespace headscope {

/// Undo and redo are the document's, wherever the keyboard is: an editor with this filter leaves their keys
/// to the window.
class DocumentUndo : public QObject {
    Q_OBJECT

public:
    /// The filter lives with the editor.
    static void leaveToWindow(QWidget &editor);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    using QObject::QObject;
};

} // namespace headscope
