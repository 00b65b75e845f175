#include "ui/style/color_scale.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace headscope {

namespace {

/// Three decades below the top, then linear down to 0, which has no logarithm.
constexpr double kLogarithmicKnee = 1000;

// ColorBrewer's YlGnBu; its first stop is paler here, so that zero lies near the background.
constexpr std::array<QRgb, 9> kYellowGreenBlue = {0xfffcfdf5, 0xffedf8b1, 0xffc7e9b4, 0xff7fcdbb, 0xff41b6c4,
                                                  0xff1d91c0, 0xff225ea8, 0xff253494, 0xff081d58};
constexpr std::array<QRgb, 11> kViridis = {0xff440154, 0xff482475, 0xff414487, 0xff355f8d,
                                           0xff2a788e, 0xff21918c, 0xff22a884, 0xff44bf70,
                                           0xff7ad151, 0xffbddf26, 0xfffde725};

QRgb along(std::span<const QRgb> stops, double position)
{
    const double scaled = position * static_cast<double>(stops.size() - 1);
    const auto first = std::min(static_cast<std::size_t>(scaled), stops.size() - 2);
    const double share = scaled - static_cast<double>(first);
    return blended(QColor(stops[first]), QColor(stops[first + 1]), share).rgb();
}

template <std::size_t Steps>
void fill(std::array<QRgb, Steps> &colors, std::span<const QRgb> stops)
{
    for (std::size_t step = 0; step < Steps; ++step)
        colors[step] = along(stops, static_cast<double>(step) / static_cast<double>(Steps - 1));
}

double usable(double high)
{
    return std::isfinite(high) && high > 0 ? high : 1;
}

} // namespace

ColorScale ColorScale::attention(const Theme &theme)
{
    ColorScale scale;
    fill(scale.m_colors, std::array{theme.background.rgb(), theme.accent.rgb()});
    scale.m_notANumber = theme.notANumber.rgb();
    return scale;
}

ColorScale ColorScale::metric(const Theme &theme, double high, Spacing spacing)
{
    ColorScale scale;
    if (theme.dark)
        fill(scale.m_colors, kViridis);
    else
        fill(scale.m_colors, kYellowGreenBlue);
    scale.m_notANumber = theme.notANumber.rgb();
    scale.m_high = usable(high);
    scale.m_spacing = spacing;
    return scale;
}

ColorScale ColorScale::diverging(const Theme &theme, double extent)
{
    const QRgb blue = theme.dark ? 0xff56b4e9 : 0xff0072b2;
    const QRgb orange = theme.dark ? 0xfff0a83c : 0xffd55e00;
    ColorScale scale;
    fill(scale.m_colors, std::array{blue, theme.background.rgb(), orange});
    scale.m_notANumber = theme.notANumber.rgb();
    scale.m_high = usable(extent);
    scale.m_low = -scale.m_high;
    return scale;
}

double ColorScale::positionOf(double value) const
{
    const double linear = std::clamp((value - m_low) / (m_high - m_low), 0.0, 1.0);
    if (m_spacing == Spacing::Linear)
        return linear;
    return std::log1p(linear * kLogarithmicKnee) / std::log1p(kLogarithmicKnee);
}

double ColorScale::valueAt(double position) const
{
    const double clamped = std::clamp(position, 0.0, 1.0);
    const double linear = m_spacing == Spacing::Linear
                              ? clamped
                              : std::expm1(clamped * std::log1p(kLogarithmicKnee)) / kLogarithmicKnee;
    return m_low + linear * (m_high - m_low);
}

QRgb ColorScale::rgb(double value) const
{
    if (std::isnan(value))
        return m_notANumber;
    return m_colors[static_cast<std::size_t>(positionOf(value) * (kSteps - 1) + 0.5)];
}

} // namespace headscope
