#pragma once

#include <QProxyStyle>

namespace headscope {

/// A push button with this property set begins its text at the left and cuts it where it does not fit.
inline constexpr const char *kLeftAligned = "leftAligned";

/// Fusion on the 8-pixel grid: margins and spacing 8, controls at least 28 high. Buttons are flat
/// with a hairline around, tabs are words above an accent line. Needs no style sheet.
class InstrumentStyle : public QProxyStyle {
public:
    InstrumentStyle();

    [[nodiscard]] int pixelMetric(PixelMetric metric, const QStyleOption *option,
                                  const QWidget *widget) const override;
    [[nodiscard]] QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents,
                                         const QWidget *widget) const override;
    [[nodiscard]] int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                                QStyleHintReturn *result) const override;
    [[nodiscard]] QRect subElementRect(SubElement element, const QStyleOption *option,
                                       const QWidget *widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;
};

} // namespace headscope
