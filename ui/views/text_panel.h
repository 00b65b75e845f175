#pragma once

#include "ui/session/analysis_session.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace headscope {

class TextEdit;

/// The text, edited live, with its token count, and beside it the second text of a pair when there is one.
/// Their own undo is off: the document's holds texts and heads together.
class TextPanel : public QWidget {
    Q_OBJECT

public:
    explicit TextPanel(AnalysisSession &session, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildUp();
    void setUp(TextEdit &edit);
    void takeText();
    void takeSecondText();
    void showCount();
    void toggleSecond();
    void retranslate();
    void markUnknown();
    [[nodiscard]] QString countOfTokens() const;
    void showMenu(TextEdit &edit, const QPoint &position);
    /// The text that an editor holds.
    [[nodiscard]] QString textOf(const TextEdit &edit) const;
    [[nodiscard]] int sequenceOf(const TextEdit &edit) const { return &edit == m_second ? 1 : 0; }

    AnalysisSession &m_session;
    TextEdit *m_edit, *m_second;
    QLabel *m_count;
    int m_unknown = 0;   ///< words outside the vocabulary that are marked
    QToolButton *m_pair; ///< adds or takes away the second text
};

} // namespace headscope
