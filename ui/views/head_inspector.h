#pragma once

#include "ui/session/analysis_session.h"

#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

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
    void measure(const RunResult &result, const HeadId &head);
    [[nodiscard]] bool isMeasured(const RunResult &result, const HeadId &head) const;
    [[nodiscard]] QString figure(const Metric &entry) const;
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
    struct Measured {
        std::weak_ptr<const Tensor> run; ///< its `final`, to know it again
        std::vector<TokenId> decoderIds;
        HeadId head;
        bool isFinite = true;
        std::vector<std::optional<double>> values; ///< of the plain metrics; empty where one makes no sense
    };
    Measured m_measured;
};

} // namespace headscope
