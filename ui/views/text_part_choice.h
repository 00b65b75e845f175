#pragma once

#include "ui/session/analysis_session.h"

#include <QComboBox>

namespace headscope {

/// Between which texts of a pair attention is shown: in lines and matrix alike. Hidden for one text.
class TextPartChoice : public QComboBox {
    Q_OBJECT

public:
    TextPartChoice(AnalysisSession &session, const QString &name, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void takeLook();
    void retranslate();

    AnalysisSession &m_session;
};

} // namespace headscope
