#include "ui/views/output_table_view.h"

#include "ui/style/number_text.h"
#include "ui/style/theme.h"
#include "ui/style/token_text.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace headscope {

namespace {

constexpr int kRowHeight = 28;
constexpr int kLeastWidth = 240;
constexpr int kUsualWidth = 280;
constexpr int kTitleHeight = 28;
constexpr int kGap = 8;
constexpr int kNumberWidth = 62;
constexpr int kDifferenceWidth = 62;
constexpr int kBarHeight = 7;

int heightOf(const OutputTable &table)
{
    return kTitleHeight + static_cast<int>(table.rows.size()) * kRowHeight + kGap;
}

/// What a full bar means.
double fullBar(const OutputTable &table)
{
    if (table.scale == OutputScale::Probability)
        return 1;
    double largest = 0;
    for (const OutputRow &row : table.rows)
        largest = std::max({largest, std::abs(row.now), std::abs(row.baseline)});
    return largest > 0 ? largest : 1;
}

QString tipOf(const OutputRow &row)
{
    return OutputTableView::tr("%1\nnow: %2, logit %3, rank %4\nbaseline: %5, logit %6")
        .arg(row.text, percentText(row.now), logitText(static_cast<double>(row.nowLogit)))
        .arg(row.rank + 1)
        .arg(percentText(row.baseline), logitText(static_cast<double>(row.baselineLogit)));
}

} // namespace

OutputTableView::OutputTableView(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("outputTables"));
    setAccessibleName(tr("Predictions, baseline beside now"));
    setMinimumWidth(kLeastWidth);
}

void OutputTableView::setTables(std::vector<OutputTable> tables)
{
    m_tables = std::move(tables);
    updateGeometry();
    update();
}

QSize OutputTableView::sizeHint() const
{
    int height = 0;
    for (const OutputTable &table : m_tables)
        height += heightOf(table);
    return {kUsualWidth, std::max(height, kRowHeight)};
}

void OutputTableView::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    int top = 0;
    for (const OutputTable &table : m_tables) {
        painter.setPen(currentTheme().mutedText);
        painter.drawText(QRect(0, top, width(), kTitleHeight), Qt::AlignVCenter | Qt::TextSingleLine,
                         elided(table.title, QFontMetricsF(font()), width()));
        top += kTitleHeight;
        for (const OutputRow &row : table.rows) {
            const QRect area(0, top, width(), kRowHeight);
            if (area.intersects(event->rect()))
                paintRow(painter, area, table, row);
            top += kRowHeight;
        }
        top += kGap;
    }
}

void OutputTableView::paintRow(QPainter &painter, const QRect &area, const OutputTable &table,
                               const OutputRow &row) const
{
    const Theme &theme = currentTheme();
    QFont textFont = font();
    textFont.setBold(row.isTop);
    painter.setFont(textFont);
    painter.setPen(theme.text);
    const int textWidth = (area.width() - kNumberWidth - kDifferenceWidth) * 45 / 100;
    painter.drawText(QRect(area.left(), area.top(), textWidth - kGap, area.height()),
                     Qt::AlignVCenter | Qt::TextSingleLine,
                     elided(row.text, QFontMetricsF(textFont), textWidth - kGap));

    const double barWidth = area.width() - textWidth - kNumberWidth - kDifferenceWidth;
    const double full = fullBar(table);
    const double middle = area.center().y() + 0.5;
    painter.fillRect(
        QRectF(area.left() + textWidth, middle - kBarHeight, barWidth * std::abs(row.now) / full, kBarHeight),
        theme.accent);
    if (table.scale != OutputScale::Length) {
        painter.setPen(QPen(theme.mutedText, 1));
        painter.drawRect(QRectF(area.left() + textWidth + 0.5, middle + 1.5,
                                std::max(barWidth * std::abs(row.baseline) / full - 1, 0.0), kBarHeight - 3));
    }

    painter.setFont(tabularFont(font()));
    painter.setPen(theme.text);
    const QRect number(area.right() - kDifferenceWidth - kNumberWidth, area.top(), kNumberWidth,
                       area.height());
    painter.drawText(number, Qt::AlignVCenter | Qt::AlignRight,
                     table.scale == OutputScale::Probability ? percentText(row.now)
                                                             : decimalText(row.now, 3));
    const double change = row.now - row.baseline;
    if (table.scale != OutputScale::Length && std::abs(change) >= 0.0005) {
        painter.setPen(change > 0 ? theme.gain : theme.loss);
        painter.drawText(QRect(number.right() + 1, area.top(), kDifferenceWidth, area.height()),
                         Qt::AlignVCenter | Qt::AlignRight,
                         table.scale == OutputScale::Value ? signedText(change, 3)
                                                           : percentDifferenceText(change));
    }
}

const OutputRow *OutputTableView::rowAt(int y) const
{
    int top = 0;
    for (const OutputTable &table : m_tables) {
        const int index = y < top + kTitleHeight ? -1 : (y - top - kTitleHeight) / kRowHeight;
        if (index >= 0 && index < static_cast<int>(table.rows.size()))
            return &table.rows[static_cast<std::size_t>(index)];
        top += heightOf(table);
    }
    return nullptr;
}

void OutputTableView::contextMenuEvent(QContextMenuEvent *event)
{
    if (const OutputRow *row = rowAt(event->y()); row != nullptr && row->id >= 0)
        emit menuWanted(row->id, row->text, event->globalPos());
}

bool OutputTableView::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        if (const OutputRow *row = rowAt(help->y()); row != nullptr && row->id >= 0)
            QToolTip::showText(help->globalPos(), plainToolTip(tipOf(*row)), this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

} // namespace headscope
