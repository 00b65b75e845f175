#pragma once

#include <QFrame>

class QLabel;
class QToolButton;

namespace headscope {

/// One sentence above the pictures: what failed, or what should be known. Closed by the user.
class NoticeBar : public QFrame {
    Q_OBJECT

public:
    explicit NoticeBar(QWidget *parent = nullptr);

    void say(const QString &sentence);

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void retranslate();

    QLabel *m_sentence;
    QToolButton *m_close;
};

} // namespace headscope
