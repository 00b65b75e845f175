#include "ui/views/metric_legend.h"

#include "ui/style/head_text.h"
#include "ui/style/token_text.h"

namespace headscope {

MetricLegend::MetricLegend(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("metricLegend"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void MetricLegend::setPicture(const HeadBoardPicture &picture)
{
    m_picture = picture;
    setToolTip(plainToolTip(metricName(picture.metric) + QLatin1Char('\n') + metricFormula(picture.metric)));
    update();
}

QSize MetricLegend::sizeHint() const
{
    return {160, metricLegendHeight(fontMetrics())};
}

void MetricLegend::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    drawMetricLegend(painter, rect(), m_picture, currentTheme());
}

} // namespace headscope
