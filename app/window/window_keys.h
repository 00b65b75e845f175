#pragma once

#include <QObject>

class QKeyEvent;

namespace headscope {

/// A window's shortcuts are its own, wherever the keyboard is: editors, which have a use of their own for
/// some of them (undo, Ctrl+E), do not get these keys.
class WindowKeys : public QObject {
    Q_OBJECT

public:
    /// Lives with the window.
    static void keep(QWidget &window);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    explicit WindowKeys(QWidget &window);
    [[nodiscard]] bool isShortcut(const QKeyEvent &key) const;

    QWidget &m_window;
};

} // namespace headscope
