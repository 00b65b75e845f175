#include "app/window/drop_veil.h"

#include "ui/style/theme.h"

#include <QPainter>

namespace headscope {

namespace {

constexpr double kOpaque = 0.86;
constexpr int kBorder = 2;

} // namespace

DropVeil::DropVeil(QWidget *parent)
    : QWidget(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
}

void DropVeil::rise(const QString &words)
{
    m_words = words;
    setGeometry(parentWidget()->rect());
    raise();
    show();
}

void DropVeil::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setOpacity(kOpaque);
    painter.fillRect(rect(), currentTheme().background);
    painter.setOpacity(1);
    painter.setPen(QPen(currentTheme().accent, kBorder, Qt::DashLine));
    const int margin = grid::kWide;
    painter.drawRoundedRect(QRectF(rect()).adjusted(margin, margin, -margin, -margin), grid::kUnit,
                            grid::kUnit);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.4);
    painter.setFont(large);
    painter.setPen(currentTheme().text);
    painter.drawText(rect().adjusted(2 * margin, 0, -2 * margin, 0), Qt::AlignCenter | Qt::TextWordWrap,
                     m_words);
}

} // namespace headscope
