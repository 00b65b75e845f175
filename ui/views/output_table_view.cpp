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
#include <utility>

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
constexpr int kLeastBars = 40; ///< beside the longest names

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
        for (const double value : {row.now, row.baseline})
            if (std::isfinite(value))
                largest = std::max(largest, std::abs(value));
    return largest > 0 ? largest : 1;
}

QString valueText(const OutputTable &table, double value)
{
    return table.scale == OutputScale::Probability ? percentText(value) : decimalText(value, 3);
}

QString tipOf(const OutputTable &table, const OutputRow &row)
{
    const QString now = valueText(table, row.now);
    const QString baseline = valueText(table, row.baseline);
    if (table.scale == OutputScale::Length)
        return OutputTableView::tr("%1\nmoved by %2").arg(row.text, now);
    if (row.id < 0)
        return OutputTableView::tr("%1\nnow: %2\nbaseline: %3").arg(row.text, now, baseline);
    return OutputTableView::tr("%1\nnow: %2, logit %3, rank %4\nbaseline: %5, logit %6")
        .arg(row.text, now, logitText(static_cast<double>(row.nowLogit)))
        .arg(row.rank + 1)
        .arg(baseline, logitText(static_cast<double>(row.baselineLogit)));
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
    if (std::exchange(m_forgetsNames, false))
        m_longestName = 0;
    const QFontMetricsF metrics(nameFont(true)); // whole pixels would be too few on some screens
    for (const OutputTable &table : m_tables)
        for (const OutputRow &row : table.rows)
            m_longestName =
                std::max(m_longestName, static_cast<int>(std::ceil(metrics.horizontalAdvance(row.text))) + 1);
    updateGeometry();
    update();
}

QFont OutputTableView::nameFont(bool isTop) const
{
    QFont result = font();
    result.setBold(isTop);
    return result;
}

int OutputTableView::nameWidth() const
{
    const int room = width() - kNumberWidth - kDifferenceWidth;
    const int most = std::max(room - kLeastBars, room * 45 / 100);
    return std::clamp(m_longestName + kGap, room * 30 / 100, most);
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
    const QFont textFont = nameFont(row.isTop);
    painter.setFont(textFont);
    painter.setPen(currentTheme().text);
    const int textWidth = nameWidth();
    painter.drawText(QRect(area.left(), area.top(), textWidth - kGap, area.height()),
                     Qt::AlignVCenter | Qt::TextSingleLine,
                     elided(row.text, QFontMetricsF(textFont), textWidth - kGap));
    const int numbers = kNumberWidth + kDifferenceWidth;
    paintBars(painter, QRectF(area).adjusted(textWidth, 0, -numbers, 0), table, row);
    paintNumbers(painter, QRect(area.right() - numbers, area.top(), numbers, area.height()), table, row);
}

/// What is no number has no bar.
void OutputTableView::paintBars(QPainter &painter, const QRectF &area, const OutputTable &table,
                                const OutputRow &row) const
{
    const Theme &theme = currentTheme();
    const double full = fullBar(table);
    const double middle = area.center().y();
    const bool isAlone = table.scale == OutputScale::Length; // a length has no baseline below it
    const double top = isAlone ? middle - kBarHeight / 2.0 : middle - kBarHeight;
    const auto length = [&](double value) { return area.width() * std::min(std::abs(value) / full, 1.0); };
    if (std::isfinite(row.now))
        painter.fillRect(QRectF(area.left(), top, length(row.now), kBarHeight), theme.accent);
    if (isAlone || !std::isfinite(row.baseline))
        return;
    painter.setPen(QPen(theme.mutedText, 1));
    painter.drawRect(
        QRectF(area.left() + 0.5, middle + 1.5, std::max(length(row.baseline) - 1, 0.0), kBarHeight - 3));
}

void OutputTableView::paintNumbers(QPainter &painter, const QRect &area, const OutputTable &table,
                                   const OutputRow &row) const
{
    const Theme &theme = currentTheme();
    painter.setFont(tabularFont(font()));
    painter.setPen(theme.text);
    const bool isNumber = !std::isnan(row.now);
    const QRect number(area.left(), area.top(), isNumber ? kNumberWidth : area.width(), area.height());
    painter.drawText(number, Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine,
                     elided(valueText(table, row.now), QFontMetricsF(painter.font()), number.width()));
    const double change = row.now - row.baseline;
    if (table.scale == OutputScale::Length || !std::isfinite(change) || std::abs(change) < 0.0005)
        return;
    painter.setPen(change > 0 ? theme.gain : theme.loss);
    painter.drawText(QRect(number.right() + 1, area.top(), kDifferenceWidth, area.height()),
                     Qt::AlignVCenter | Qt::AlignRight,
                     table.scale == OutputScale::Value ? signedText(change, 3)
                                                       : percentDifferenceText(change));
}

OutputTableView::Place OutputTableView::placeAt(int y) const
{
    int top = 0;
    for (const OutputTable &table : m_tables) {
        const int below = y - top - kTitleHeight;
        if (y >= top && below < 0)
            return {&table, nullptr};
        const int index = below / kRowHeight;
        if (below >= 0 && index < static_cast<int>(table.rows.size()))
            return {&table, &table.rows[static_cast<std::size_t>(index)]};
        top += heightOf(table);
    }
    return {};
}

/// Of a title what does not fit.
QString OutputTableView::tipAt(int y) const
{
    const Place place = placeAt(y);
    if (place.table == nullptr)
        return {};
    if (place.row != nullptr)
        return tipOf(*place.table, *place.row);
    const bool fits = fontMetrics().horizontalAdvance(place.table->title) <= width();
    return fits ? QString() : place.table->title;
}

void OutputTableView::contextMenuEvent(QContextMenuEvent *event)
{
    if (const OutputRow *row = placeAt(event->y()).row; row != nullptr && row->id >= 0)
        emit menuWanted(row->id, row->text, event->globalPos());
}

bool OutputTableView::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(), plainToolTip(tipAt(help->y())), this); // without one: hides
        return true;
    }
    return QWidget::event(event);
}

} // namespace headscope
