#pragma once

#include "ui/session/analysis_session.h"
#include "ui/views/matrix_plot.h"

class QComboBox;
class QLabel;
class QPushButton;

namespace headscope {

/// The matrix in the centre of the window: the focused head, or what the shown heads of the layer have in
/// common.
class MatrixView : public QWidget {
    Q_OBJECT

public:
    explicit MatrixView(AnalysisSession &session, QWidget *parent = nullptr);

    /// The cells in sight: x keys, y queries; cell n covers n…n+1.
    [[nodiscard]] QRectF visibleCells() const;
    /// All cells, or those between the chosen texts of a pair.
    [[nodiscard]] QRectF partCells() const;

    /// What a look makes the matrix show, and how that is called.
    [[nodiscard]] static HeadPattern patternOf(const RunResult &result, const Look &look);
    [[nodiscard]] static QString titleOf(const RunResult &result, const Look &look);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void buildUp();
    void retranslate();
    void refresh();
    void choose(int index);
    void tellValue(const std::optional<MatrixCell> &cell);
    [[nodiscard]] MatrixPicture makePicture() const;
    void prepareForAwaited(const RunResult &result, MatrixPicture &picture) const;

    AnalysisSession &m_session;
    QComboBox *m_choice;
    QPushButton *m_showAll;
    MatrixPlot *m_plot;
    QLabel *m_value;
};

} // namespace headscope
