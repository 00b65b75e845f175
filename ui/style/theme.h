#pragma once

#include <QColor>

class QApplication;
class QFont;

namespace headscope {

enum class ThemeKind { System, Light, Dark };

/// Every colour of the window, named after what it is for. Views take colours from here and nowhere else.
struct Theme {
    bool dark = false;
    QColor background;   ///< behind everything
    QColor panel;        ///< tool bar, text field, menus
    QColor control;      ///< buttons and boxes
    QColor controlHover; ///< a control under the pointer
    QColor line;         ///< hairlines between panels, borders of controls
    QColor text;
    QColor mutedText;  ///< labels beside numbers
    QColor faintText;  ///< hints, the dot of a leading space
    QColor accent;     ///< the one accent: focus, selection, the top of the attention scale
    QColor onAccent;   ///< text on the accent
    QColor selection;  ///< a selected or pinned thing, behind text
    QColor gain;       ///< ▲
    QColor loss;       ///< ▼
    QColor ablated;    ///< border and hatch of an ablated head, "2 heads off"
    QColor intervened; ///< mark of a head that is changed in another way
    QColor error;
    QColor cellBorder; ///< around a cell of the board or a thumbnail
    QColor notANumber; ///< fill of a value that is not a number
};

/// The 8-pixel grid, in device-independent pixels.
namespace grid {
inline constexpr int kHalf = 4;
inline constexpr int kUnit = 8;
inline constexpr int kWide = 16;
inline constexpr int kControlHeight = 28;
inline constexpr int kHairline = 1;
} // namespace grid

/// Puts style and palette on the application; every widget is told by a PaletteChange event.
/// `System` takes what the desktop asked for when the program started, or asks it again where Qt knows (6.5).
void applyTheme(QApplication &application, ThemeKind kind);

/// What was applied last; light before that.
[[nodiscard]] const Theme &currentTheme();

/// The values themselves; `System` is what the desktop asks for.
[[nodiscard]] const Theme &themeOf(ThemeKind kind);

/// WCAG 2 contrast of two opaque colours, 1…21.
[[nodiscard]] double contrastRatio(const QColor &a, const QColor &b);

/// Black or white, whichever reads better on `fill`.
[[nodiscard]] QColor readableOn(const QColor &fill);

/// `share` of `over` painted on `under`; both opaque.
[[nodiscard]] QColor blended(const QColor &under, const QColor &over, double share);

} // namespace headscope
