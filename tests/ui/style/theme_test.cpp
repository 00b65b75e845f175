#include "ui/style/head_colors.h"
#include "ui/style/theme.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>

#include <array>
#include <cmath>

namespace headscope {
namespace {

/// Distance in CIE Lab, where about 2 is just seen side by side.
double labDistance(const QColor &a, const QColor &b)
{
    const auto lab = [](const QColor &color) {
        const auto linear = [](double c) {
            return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
        };
        const double r = linear(color.redF());
        const double g = linear(color.greenF());
        const double blue = linear(color.blueF());
        const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
        const double x = f((0.4124 * r + 0.3576 * g + 0.1805 * blue) / 0.9505);
        const double y = f(0.2126 * r + 0.7152 * g + 0.0722 * blue);
        const double z = f((0.0193 * r + 0.1192 * g + 0.9505 * blue) / 1.089);
        return std::array{116 * y - 16, 500 * (x - y), 200 * (y - z)};
    };
    const auto first = lab(a);
    const auto second = lab(b);
    return std::hypot(first[0] - second[0], first[1] - second[1], first[2] - second[2]);
}

TEST(Theme, TextReadsOnEveryGround)
{
    for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark}) {
        const Theme &theme = themeOf(kind);
        for (const QColor &ground : {theme.background, theme.panel, theme.control}) {
            EXPECT_GE(contrastRatio(theme.text, ground), 7);
            EXPECT_GE(contrastRatio(theme.mutedText, ground), 4.5);
            EXPECT_GE(contrastRatio(theme.faintText, ground), 2.8);
            for (const QColor &sign : {theme.gain, theme.loss, theme.ablated, theme.accent, theme.intervened})
                EXPECT_GE(contrastRatio(sign, ground), 3.8) << sign.name().toStdString();
        }
        EXPECT_GE(contrastRatio(theme.onAccent, theme.accent), 4.5);
        EXPECT_GE(contrastRatio(theme.text, theme.selection), 7);
    }
}

TEST(Theme, ApplyingItChangesThePaletteOfEveryWidget)
{
    QWidget widget;
    widget.show();

    applyTheme(*qApp, ThemeKind::Dark);
    QApplication::processEvents(); // Qt posts the event
    EXPECT_EQ(widget.palette().color(QPalette::Window), themeOf(ThemeKind::Dark).background);
    EXPECT_TRUE(currentTheme().dark);

    applyTheme(*qApp, ThemeKind::Light);
    QApplication::processEvents(); // Qt posts the event
    EXPECT_EQ(widget.palette().color(QPalette::Window), themeOf(ThemeKind::Light).background);
    EXPECT_FALSE(currentTheme().dark);
}

TEST(Theme, ControlsKeepTheGrid)
{
    applyTheme(*qApp, ThemeKind::Light);
    QApplication::processEvents(); // Qt posts the event
    const QPushButton button(QStringLiteral("Restore all"));
    const QLineEdit edit;

    EXPECT_GE(button.sizeHint().height(), grid::kControlHeight);
    EXPECT_GE(edit.sizeHint().height(), grid::kControlHeight);
}

TEST(HeadColors, AreToldApartAndSeenOnBothGrounds)
{
    for (int head = 0; head < kHeadColors; ++head) {
        EXPECT_GE(contrastRatio(headColor(head), themeOf(ThemeKind::Light).background), 2) << head;
        EXPECT_GE(contrastRatio(headColor(head), themeOf(ThemeKind::Dark).background), 2) << head;
        EXPECT_GE(contrastRatio(headColor(head), headNumberColor(head)), 4.3) << head;
        for (int other = 0; other < head; ++other)
            EXPECT_GE(labDistance(headColor(head), headColor(other)), 18) << head << " and " << other;
    }
}

TEST(HeadColors, BeginAgainAfterTheLast)
{
    EXPECT_EQ(headColor(kHeadColors + 3), headColor(3));
}

} // namespace
} // namespace headscope
