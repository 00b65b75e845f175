#pragma once

#include "ui/session/analysis_session.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace headscope {

/// What the decoder of an encoder-decoder reads: what the model writes itself, a given text, or ids. Hidden
/// for models with one stack.
class DecoderPanel : public QWidget {
    Q_OBJECT

public:
    explicit DecoderPanel(AnalysisSession &session, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildUp();
    void retranslate();
    void refresh();
    void chooseSource(int index);
    void takeTyping(const QString &text);
    void takeMost(int tokens);
    /// What was read, as the ids that give it again.
    [[nodiscard]] QString shownIds() const;

    AnalysisSession &m_session;
    QLabel *m_title;
    QComboBox *m_source;
    QSpinBox *m_most;
    QLineEdit *m_text;
    QLabel *m_count;
};

} // namespace headscope
