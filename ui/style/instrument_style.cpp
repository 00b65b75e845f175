#include "ui/style/instrument_style.h"

#include "ui/style/theme.h"

#include <QStyleFactory>

#include <algorithm>

namespace headscope {

InstrumentStyle::InstrumentStyle()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
{
}

int InstrumentStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_LayoutLeftMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutBottomMargin:
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return grid::kUnit;
    case PM_ScrollBarExtent:
        return 12;
    case PM_SplitterWidth:
        return grid::kHalf;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

QSize InstrumentStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents,
                                        const QWidget *widget) const
{
    QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
    switch (type) {
    case CT_PushButton:
    case CT_ToolButton:
    case CT_ComboBox:
    case CT_LineEdit:
    case CT_SpinBox:
        size.setHeight(std::max(size.height(), grid::kControlHeight));
        return size;
    default:
        return size;
    }
}

int InstrumentStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                               QStyleHintReturn *result) const
{
    if (hint == SH_ToolTip_WakeUpDelay)
        return 300;
    return QProxyStyle::styleHint(hint, option, widget, result);
}

} // namespace headscope
