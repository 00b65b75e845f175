#pragma once

#include "core/analysis/run_result.h"
#include "ui/style/theme.h"
#include "ui/views/lines_layout.h"

#include <QRectF>
#include <QStringList>
#include <QWidget>

#include <optional>

class QCustomPlot;
class QPainter;

namespace headscope {

class PatternLayer;

/// What the matrix shows.
struct MatrixPicture {
    HeadPattern pattern;
    HeadPattern preview = {};                   ///< until it is there: cells of many tokens each
    QStringList queries;                        ///< display texts, one for each row
    QStringList keys;                           ///< one for each column; the same but for cross attention
    QString title;                              ///< `Head 23.3`, `mean of 4 heads of layer 23`
    DrawnPart part = {};                        ///< of a pair: the rest is out of sight
    std::optional<QRectF> cells = std::nullopt; ///< in a file: only these (x keys, y queries); else all

    [[nodiscard]] bool isPreview() const { return pattern.isEmpty() && !preview.isEmpty(); }
    [[nodiscard]] int rows() const
    {
        return pattern.isEmpty() ? static_cast<int>(queries.size()) : pattern.queries();
    }
    [[nodiscard]] int columns() const
    {
        return pattern.isEmpty() ? static_cast<int>(keys.size()) : pattern.keys();
    }
    /// The cells of the part (x keys, y queries); cell n covers n…n+1.
    [[nodiscard]] QRectF partCells() const;
};

/// A cell of the matrix.
struct MatrixCell {
    int query = 0;
    int key = 0;
    bool operator==(const MatrixCell &) const = default;
};

/// One pattern as a heat map with token axes: keys along x, queries down y. Wheel and + - zoom, drag and
/// arrows pan, double click and 0 show everything. Knows values only.
class MatrixPlot : public QWidget {
    Q_OBJECT

public:
    explicit MatrixPlot(QWidget *parent = nullptr);

    /// Keeps the zoom while the cells of the part stay.
    void setPicture(const MatrixPicture &picture);
    [[nodiscard]] const MatrixPicture &picture() const { return m_picture; }

    /// The colours of a theme that is not the application's, for pictures in files.
    void setTheme(const Theme &theme);

    [[nodiscard]] std::optional<MatrixCell> cellAt(QPointF position) const;
    [[nodiscard]] QPointF positionOf(const MatrixCell &cell) const;
    /// The cells in sight: x keys, y queries; cell n covers n…n+1.
    [[nodiscard]] QRectF visibleCells() const;

    void showCells(const QRectF &cells);
    void zoom(double factor);
    void showAll();

    /// Everything at once, at any size.
    void renderTo(QPainter &painter, const QRectF &area);

signals:
    /// Empty when the pointer left the matrix.
    void hovered(const std::optional<headscope::MatrixCell> &cell);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void retranslate();
    void keepInside();
    void pan(double keys, double queries);
    void hover(std::optional<MatrixCell> cell);
    void squareUp(QSize available);

    MatrixPicture m_picture;
    QCustomPlot *m_plot;
    PatternLayer *m_layer; // owned by m_plot
    std::optional<MatrixCell> m_hovered;
};

/// The matrix with its title and legend, at any size, at once.
void drawMatrixPicture(QPainter &painter, const QRectF &area, const MatrixPicture &picture,
                       const Theme &theme);

} // namespace headscope
