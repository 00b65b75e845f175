#pragma once

#include "ui/views/output_tables.h"

#include <QWidget>

namespace headscope {

/// Paints output tables: text, two bars, the number, the difference. Fixed columns, so that nothing jumps.
class OutputTableView : public QWidget {
    Q_OBJECT

public:
    explicit OutputTableView(QWidget *parent = nullptr);

    /// The names' column grows with the longest name, and stays: nothing jumps while results change.
    void setTables(std::vector<OutputTable> tables);
    /// Of another model or text: the next tables size the names' column anew.
    void forgetNames() { m_forgetsNames = true; }
    [[nodiscard]] const std::vector<OutputTable> &tables() const { return m_tables; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    /// A right-click or the menu key on an outcome.
    void menuWanted(int id, const QString &text, const QPoint &globalPosition);

protected:
    void paintEvent(QPaintEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool event(QEvent *event) override;

private:
    /// A line of a table: of its title (`row` null) or of an outcome.
    struct Place {
        const OutputTable *table = nullptr;
        const OutputRow *row = nullptr;
    };

    void paintRow(QPainter &painter, const QRect &area, const OutputTable &table, const OutputRow &row) const;
    void paintBars(QPainter &painter, const QRectF &area, const OutputTable &table,
                   const OutputRow &row) const;
    void paintNumbers(QPainter &painter, const QRect &area, const OutputTable &table,
                      const OutputRow &row) const;
    [[nodiscard]] Place placeAt(int y) const;
    [[nodiscard]] QString tipAt(int y) const;
    [[nodiscard]] QFont nameFont(bool isTop) const;
    /// Of the names' column, the gap behind it included.
    [[nodiscard]] int nameWidth() const;

    std::vector<OutputTable> m_tables;
    int m_longestName = 0; ///< pixels, of all since names were forgotten
    bool m_forgetsNames = false;
};

} // namespace headscope
