#pragma once

#include "ui/views/output_tables.h"

#include <QWidget>

namespace headscope {

/// Paints output tables: text, two bars, the number, the difference. Fixed columns, so that nothing jumps.
class OutputTableView : public QWidget {
    Q_OBJECT

public:
    explicit OutputTableView(QWidget *parent = nullptr);

    void setTables(std::vector<OutputTable> tables);
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
    void paintRow(QPainter &painter, const QRect &area, const OutputTable &table, const OutputRow &row) const;
    [[nodiscard]] const OutputRow *rowAt(int y) const;

    std::vector<OutputTable> m_tables;
};

} // namespace headscope
