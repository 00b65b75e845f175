#pragma once

#include "ui/session/analysis_session.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QSlider;
class QSpinBox;

namespace headscope {

/// Threshold, strongest keys, first token, and of a pair between which texts: which lines are drawn.
class LinesControls : public QWidget {
    Q_OBJECT

public:
    explicit LinesControls(AnalysisSession &session, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void takeLook();
    void apply();
    void retranslate();

    AnalysisSession &m_session;
    QLabel *m_thresholdName, *m_thresholdValue, *m_topName;
    QSlider *m_threshold;
    QSpinBox *m_top;
    QCheckBox *m_hideFirst;
};

} // namespace headscope
