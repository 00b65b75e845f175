#include "ui/views/scale_legend_bar.h"

#include "ui/style/scale_legend.h"

namespace headscope {

ScaleLegendBar::ScaleLegendBar(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("scaleLegend"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ScaleLegendBar::setScale(const ColorScale &scale, const QString &unit)
{
    m_scale = scale;
    m_unit = unit;
    update();
}

QSize ScaleLegendBar::sizeHint() const
{
    return {160, scaleLegendHeight(fontMetrics())};
}

void ScaleLegendBar::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    drawScaleLegend(painter, rect(), m_scale.value_or(ColorScale::attention(currentTheme())), m_unit,
                    currentTheme());
}

} // namespace headscope
