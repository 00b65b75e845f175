#pragma once

#include "ui/session/analysis_session.h"

#include <QTabBar>

namespace headscope {

/// Which heads of an encoder-decoder all views show: the encoder's, the decoder's, or the cross attention's.
/// Says how many of each are changed. Hidden for models with one stack.
class StackSelector : public QTabBar {
    Q_OBJECT

public:
    explicit StackSelector(AnalysisSession &session, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void choose(int index);

    AnalysisSession &m_session;
};

} // namespace headscope
