#include "ui/style/theme.h"

#include "ui/style/instrument_style.h"

#include <QApplication>
#include <QGuiApplication>
#include <QPalette>
#include <QStyleHints>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace headscope {

namespace {

Theme lightTheme()
{
    Theme theme;
    theme.background = QColor(0xf6, 0xf7, 0xf8);
    theme.panel = QColor(0xff, 0xff, 0xff);
    theme.control = QColor(0xff, 0xff, 0xff);
    theme.controlHover = QColor(0xee, 0xf0, 0xf2);
    theme.line = QColor(0xdf, 0xe2, 0xe6);
    theme.text = QColor(0x1c, 0x1f, 0x24);
    theme.mutedText = QColor(0x5c, 0x63, 0x70);
    theme.faintText = QColor(0x8a, 0x91, 0x9c);
    theme.accent = QColor(0x2f, 0x6b, 0xd8);
    theme.onAccent = QColor(0xff, 0xff, 0xff);
    theme.selection = QColor(0xdc, 0xe7, 0xfb);
    theme.gain = QColor(0x1f, 0x8a, 0x5b);
    theme.loss = QColor(0xc2, 0x56, 0x2f);
    theme.ablated = QColor(0xc2, 0x56, 0x2f);
    theme.intervened = QColor(0x7f, 0x3f, 0xbf);
    theme.error = QColor(0xb4, 0x23, 0x18);
    theme.cellBorder = QColor(0xd5, 0xd9, 0xde);
    theme.notANumber = QColor(0xe6, 0xc9, 0xd2);
    return theme;
}

Theme darkTheme()
{
    Theme theme;
    theme.dark = true;
    theme.background = QColor(0x17, 0x19, 0x1d);
    theme.panel = QColor(0x1d, 0x20, 0x25);
    theme.control = QColor(0x23, 0x27, 0x2e);
    theme.controlHover = QColor(0x2c, 0x30, 0x38);
    theme.line = QColor(0x2c, 0x30, 0x38);
    theme.text = QColor(0xe4, 0xe6, 0xea);
    theme.mutedText = QColor(0x9a, 0xa1, 0xac);
    theme.faintText = QColor(0x6f, 0x77, 0x83);
    theme.accent = QColor(0x7a, 0xa2, 0xf7);
    theme.onAccent = QColor(0x12, 0x14, 0x18);
    theme.selection = QColor(0x2a, 0x37, 0x55);
    theme.gain = QColor(0x5f, 0xbf, 0x8f);
    theme.loss = QColor(0xe0, 0x8b, 0x6d);
    theme.ablated = QColor(0xe0, 0x8b, 0x6d);
    theme.intervened = QColor(0xc3, 0x9b, 0xf0);
    theme.error = QColor(0xf0, 0x81, 0x7a);
    theme.cellBorder = QColor(0x33, 0x38, 0x41);
    theme.notANumber = QColor(0x6b, 0x3a, 0x48);
    return theme;
}

const Theme *g_current = nullptr;

bool systemIsDark()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    return QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark;
#else
    // Qt 6.4 cannot be asked; the palette that the desktop gave before ours came tells it.
    static const bool dark = [] {
        const QPalette palette = QGuiApplication::palette();
        return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
    }();
    return dark;
#endif
}

void setDisabled(QPalette &palette, const Theme &theme)
{
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, theme.faintText);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, theme.line);
}

QPalette paletteOf(const Theme &theme)
{
    QPalette palette;
    palette.setColor(QPalette::Window, theme.background);
    palette.setColor(QPalette::WindowText, theme.text);
    palette.setColor(QPalette::Base, theme.panel);
    palette.setColor(QPalette::AlternateBase, theme.background);
    palette.setColor(QPalette::Text, theme.text);
    palette.setColor(QPalette::PlaceholderText, theme.faintText);
    palette.setColor(QPalette::Button, theme.control);
    palette.setColor(QPalette::ButtonText, theme.text);
    palette.setColor(QPalette::BrightText, theme.error);
    palette.setColor(QPalette::Highlight, theme.accent);
    palette.setColor(QPalette::HighlightedText, theme.onAccent);
    palette.setColor(QPalette::Link, theme.accent);
    palette.setColor(QPalette::LinkVisited, theme.accent);
    palette.setColor(QPalette::ToolTipBase, theme.panel);
    palette.setColor(QPalette::ToolTipText, theme.text);
    palette.setColor(QPalette::Light, theme.panel);
    palette.setColor(QPalette::Midlight, theme.controlHover);
    palette.setColor(QPalette::Mid, theme.line);
    palette.setColor(QPalette::Dark, theme.dark ? theme.panel : theme.line);
    palette.setColor(QPalette::Shadow, theme.dark ? QColor(Qt::black) : theme.mutedText);
    setDisabled(palette, theme);
    return palette;
}

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

} // namespace

const Theme &themeOf(ThemeKind kind)
{
    static const Theme light = lightTheme();
    static const Theme dark = darkTheme();
    if (kind == ThemeKind::System)
        return systemIsDark() ? dark : light;
    return kind == ThemeKind::Dark ? dark : light;
}

const Theme &currentTheme()
{
    return g_current != nullptr ? *g_current : themeOf(ThemeKind::Light);
}

void applyTheme(QApplication &application, ThemeKind kind)
{
    systemIsDark(); // remembered before our own palette hides it
    g_current = &themeOf(kind);
    if (dynamic_cast<InstrumentStyle *>(QApplication::style()) == nullptr)
        QApplication::setStyle(new InstrumentStyle);
    const QPalette palette = paletteOf(*g_current);
    application.setPalette(palette);
    QToolTip::setPalette(palette);
}

double contrastRatio(const QColor &a, const QColor &b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

QColor readableOn(const QColor &fill)
{
    const QColor black(0x10, 0x12, 0x16);
    const QColor white(Qt::white);
    return contrastRatio(fill, black) >= contrastRatio(fill, white) ? black : white;
}

QColor blended(const QColor &under, const QColor &over, double share)
{
    const auto mix = [share](int from, int to) {
        return static_cast<int>(std::lround(from + (to - from) * std::clamp(share, 0.0, 1.0)));
    };
    return {mix(under.red(), over.red()), mix(under.green(), over.green()), mix(under.blue(), over.blue())};
}

} // namespace headscope
