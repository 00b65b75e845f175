#pragma once

#include "ui/style/theme.h"

#include <QRgb>

#include <array>

namespace headscope {

enum class Spacing { Linear, Logarithmic };

/// From a number to a colour, with a range that its maker fixes. A value: cheap to copy, cheap to ask.
class ColorScale {
public:
    /// Attentions: one hue from the background (0) to the accent (1). The range never changes, so that a
    /// colour means the same for every head.
    [[nodiscard]] static ColorScale attention(const Theme &theme);

    /// Metrics from 0 to `high`: YlGnBu on light, viridis on dark.
    [[nodiscard]] static ColorScale metric(const Theme &theme, double high,
                                           Spacing spacing = Spacing::Linear);

    /// Differences around 0: blue below, orange above, as strong at -`extent` as at `extent`.
    [[nodiscard]] static ColorScale diverging(const Theme &theme, double extent);

    /// Values outside the range take its nearest end; not-a-number its own colour.
    [[nodiscard]] QRgb rgb(double value) const;
    [[nodiscard]] QColor color(double value) const { return QColor::fromRgb(rgb(value)); }

    /// 0…1 along the scale, and back.
    [[nodiscard]] double positionOf(double value) const;
    [[nodiscard]] double valueAt(double position) const;

    [[nodiscard]] double low() const { return m_low; }
    [[nodiscard]] double high() const { return m_high; }
    [[nodiscard]] Spacing spacing() const { return m_spacing; }
    bool operator==(const ColorScale &) const = default;

private:
    static constexpr int kSteps = 256;

    ColorScale() = default;

    std::array<QRgb, kSteps> m_colors{};
    QRgb m_notANumber = 0;
    double m_low = 0;
    double m_high = 1;
    Spacing m_spacing = Spacing::Linear;
};

} // namespace headscope
