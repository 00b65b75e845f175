#pragma once

#include "ui/session/analysis_session.h"

#include <QWidget>

class QComboBox;
class QToolButton;

namespace headscope {

/// The list of metrics of the head board with what must be chosen beside them: two tokens, a label, what an
/// effect does to each head. A button says what the number means and how it is computed.
///
/// Writes `Look::metric` and shows what stands there.
class MetricControls : public QWidget {
    Q_OBJECT

public:
    explicit MetricControls(AnalysisSession &session, QWidget *parent = nullptr);

    /// Opens the list.
    void choose();

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildUp();
    void fillList();
    void enableEntries();
    void retranslate();
    void showLook();
    void showParameters();
    void changeMetric(int index);
    void changeParameters();
    void explain();
    /// A choice that makes sense here: the likeliest token or label, the last token to the first.
    [[nodiscard]] MetricChoice firstChoice(MetricId id) const;

    AnalysisSession &m_session;
    QComboBox *m_metric, *m_first, *m_second, *m_kind;
    QToolButton *m_help;
};

} // namespace headscope
