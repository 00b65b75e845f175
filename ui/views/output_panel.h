#pragma once

#include "ui/session/analysis_session.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;

namespace headscope {

class ElidedLabel;
class OutputFigure;
class OutputTableView;
class WrittenText;

/// What the model predicts, baseline beside now: ranked outcomes, tracked tokens, distances, position.
class OutputPanel : public QWidget {
    Q_OBJECT

public:
    explicit OutputPanel(AnalysisSession &session, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildUp();
    void refresh();
    void refreshPositions();
    void refreshNumbers();
    void refreshLoss();
    void refreshWritten();
    void refreshTrackedDifference();
    void refreshSummary();
    void retranslate();
    void choosePosition(int index);
    void trackTyped();
    void showMenu(int id, const QString &text, const QPoint &position);

    AnalysisSession &m_session;
    QLabel *m_title, *m_legend;
    OutputFigure *m_divergence, *m_loss;
    WrittenText *m_written;
    ElidedLabel *m_trackedDifference, *m_summary;
    QComboBox *m_position;
    OutputTableView *m_tables;
    QLineEdit *m_track;
};

} // namespace headscope
