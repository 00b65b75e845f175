#pragma once

#include <QFrame>

#include <functional>

class QLabel;
class QToolButton;

namespace headscope {

/// One sentence above the pictures: what failed, or what should be known, and perhaps a button with what can
/// be done now. Closed by the user.
class NoticeBar : public QFrame {
    Q_OBJECT

public:
    explicit NoticeBar(QWidget *parent = nullptr);

    void say(const QString &sentence);
    /// The number of the offer, for `withdraw`.
    int offer(const QString &sentence, const QString &button, std::function<void()> act);
    /// Closes it unless something else was said since.
    void withdraw(int offer);

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void retranslate();

    QLabel *m_sentence;
    QToolButton *m_act, *m_close;
    std::function<void()> m_action;
    int m_said = 0; ///< so far
};

} // namespace headscope
