#pragma once

#include "ui/session/analysis_session.h"
#include "ui/views/head_board_canvas.h"
#include "ui/views/head_metric_values.h"

#include <QWidget>

class QLabel;
class QTimer;
class QToolButton;

namespace headscope {

class MetricControls;
class ScaleLegendBar;

/// The head board with its metric, legend and the line that says what is changed: reads the session and turns
/// gestures into its edits.
class HeadBoardView : public QWidget {
    Q_OBJECT

public:
    explicit HeadBoardView(AnalysisSession &session, QWidget *parent = nullptr);

    [[nodiscard]] const HeadBoardPicture &picture() const { return m_picture; }
    /// Opens the list of metrics.
    void chooseMetric();

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildUp();
    void retranslate();
    void listen();
    void takeModel();
    void takeResult();
    void takeInterventions();
    void takeLook();
    void inspect(const HeadId &head);
    void lookAt(const HeadId &head, CentreView view);
    void showMenu(const std::vector<HeadId> &heads, const QPoint &position);
    /// Whether the chosen metric is read from patterns that the shown result has.
    [[nodiscard]] bool isOfKeptPatterns() const;
    void requestValues();
    [[nodiscard]] const HeadMetricValues::Values &values() const;
    void publishMissing();
    void publish();

    AnalysisSession &m_session;
    HeadBoardPicture m_picture;
    HeadMetricValues m_values;
    HeadBoardCanvas *m_canvas;
    QLabel *m_title;
    MetricControls *m_metric;
    QToolButton *m_logarithmic;
    ScaleLegendBar *m_legend;
    QLabel *m_summary, *m_missing;
    QToolButton *m_measureRest;
    QTimer *m_inspectSoon;
    HeadId m_toInspect;
};

} // namespace headscope
