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

    /// Everything at once, at any size.
    void renderTo(QPainter &painter, const QRectF &area) const;

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void buildUp();
    void retranslate();
    void refresh();
    void tellValue(const std::optional<MatrixCell> &cell);
    [[nodiscard]] MatrixPicture makePicture() const;

    AnalysisSession &m_session;
    QComboBox *m_choice;
    QPushButton *m_showAll;
    MatrixPlot *m_plot;
    QLabel *m_value;
};

} // namespace headscope
