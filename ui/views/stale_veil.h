#pragma once

#include "ui/session/analysis_session.h"

#include <QWidget>

class QTimer;

namespace headscope {

/// Dims pictures and numbers that belong to the previous text, once they have stood for a moment beside the
/// new one. What is below can still be used.
class StaleVeil : public QWidget {
    Q_OBJECT

public:
    /// Covers `below`, a sibling.
    StaleVeil(AnalysisSession &session, QWidget *below);

signals:
    void raised();

protected:
    bool eventFilter(QObject *object, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void follow();
    void cover();

    AnalysisSession &m_session;
    QWidget *m_below;
    QTimer *m_soon;
};

} // namespace headscope
