#pragma once

#include <QFrame>
#include <QString>

#include <array>
#include <functional>

class QLabel;
class QToolButton;

namespace headscope {

/// What a notice is about, the most pressing first: what was asked for and failed (an opening, an export), a
/// failed run, a run that the user stopped, a download, the text, the model.
enum class NoticeOf { Task, Run, Stopped, Fetched, Text, Model };

/// What can be done about it now.
struct NoticeAction {
    QString button;
    std::function<void()> act;
};

/// A sentence above the pictures, perhaps with a button: what failed, or what should be known (in a quieter
/// colour). Of several the most pressing is shown. Closed by the user, too.
class NoticeBar : public QFrame {
    Q_OBJECT

public:
    explicit NoticeBar(QWidget *parent = nullptr);

    /// Replaces what was said of it; an empty sentence takes that back.
    void say(NoticeOf about, const QString &sentence, const NoticeAction &action = {});

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void retranslate();
    void showMostPressing();
    void close();

    struct Notice {
        QString sentence;
        NoticeAction action;
    };

    std::array<Notice, 6> m_notices; ///< by what they are about
    std::size_t m_shown = 0;
    QLabel *m_sentence;
    QToolButton *m_act, *m_close;
};

} // namespace headscope
