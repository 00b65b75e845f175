#pragma once

#include "ui/session/analysis_session.h"

#include <QWidget>

class QLabel;

namespace headscope {

class TextEdit;

/// The text, edited live, with its token count. Its own undo is off: the document's holds text and heads
/// together.
class TextPanel : public QWidget {
    Q_OBJECT

public:
    explicit TextPanel(AnalysisSession &session, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void takeText();
    void takeTyping();
    void retranslate();
    void markUnknown();
    void showMenu(const QPoint &position);

    AnalysisSession &m_session;
    TextEdit *m_edit;
    QLabel *m_count;
};

} // namespace headscope
