#pragma once

#include "ui/session/analysis_session.h"

#include <QWidget>

class QComboBox;
class QLabel;

namespace headscope {

/// One square a head of the layer in the centre: which heads are drawn.
class HeadSquares : public QWidget {
    Q_OBJECT

public:
    explicit HeadSquares(AnalysisSession &session, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QRect squareOf(int head) const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    void paintSquare(QPainter &painter, int head) const;
    void toggle(int head);
    void showOnly(int head);
    [[nodiscard]] int headAt(QPoint point) const;
    [[nodiscard]] int heads() const;        ///< of the layer that has most: the place they take
    [[nodiscard]] int headsOfLayer() const; ///< of the one in the centre

    AnalysisSession &m_session;
    int m_focused = 0;
};

/// The layer selector and the head squares above the lines.
class HeadStrip : public QWidget {
    Q_OBJECT

public:
    explicit HeadStrip(AnalysisSession &session, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void chooseLayer(int layer);
    void takeModel();
    void retranslate();

    AnalysisSession &m_session;
    QLabel *m_label;
    QComboBox *m_layer;
    HeadSquares *m_squares;
};

} // namespace headscope
