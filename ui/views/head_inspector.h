#pragma once

#include "ui/session/analysis_session.h"

#include <QWidget>

#include <array>

class QComboBox;
class QLabel;

namespace headscope {

/// Exact numbers of the focused head, and its intervention.
class HeadInspector : public QWidget {
    Q_OBJECT

public:
    explicit HeadInspector(AnalysisSession &session, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    [[nodiscard]] QString figure(const Metric &entry, const RunResult &result,
                                 const HeadPattern &pattern) const;
    void retranslate();
    void choose(int index);

    AnalysisSession &m_session;
    QLabel *m_title;
    QComboBox *m_intervention;
    struct Line {
        QLabel *name;
        QLabel *value; ///< without its unit, so that the figures stand in one column
        QLabel *unit;
    };
    std::vector<Line> m_lines;
};

} // namespace headscope
