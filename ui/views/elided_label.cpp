#include "ui/views/elided_label.h"

#include "ui/style/token_text.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace headscope {

ElidedLabel::ElidedLabel(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
}

QSize ElidedLabel::sizeHint() const
{
    const QMargins margins = contentsMargins();
    return {fontMetrics().horizontalAdvance(text()) + margins.left() + margins.right(),
            minimumSizeHint().height()};
}

QSize ElidedLabel::minimumSizeHint() const
{
    const QMargins margins = contentsMargins();
    return {margins.left() + margins.right(), fontMetrics().height() + margins.top() + margins.bottom()};
}

QString ElidedLabel::fittingText() const
{
    return elided(text(), QFontMetricsF(font()), contentsRect().width());
}

bool ElidedLabel::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QLabel::event(event);
    const QString whole = fittingText() == text() ? QString() : plainToolTip(text());
    const QString more = toolTip().startsWith(QLatin1Char('<')) ? toolTip() : plainToolTip(toolTip());
    const QString gap = whole.isEmpty() || more.isEmpty() ? QString() : QStringLiteral("<br>");
    const QString tip = whole + gap + more;
    if (tip.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), tip, this);
    return true;
}

void ElidedLabel::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    painter.drawText(contentsRect(), static_cast<int>(alignment()) | Qt::TextSingleLine, fittingText());
}

} // namespace headscope

#include "moc_elided_label.cpp"
