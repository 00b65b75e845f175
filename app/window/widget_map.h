#pragma once

#include <QString>

class QWidget;

namespace headscope {

/// For whoever works the window from outside (tests, screen readers' authors): keeps a file that says where
/// every named control and every head of the board is on the screen, a line each: name, x, y, width, height.
/// The environment variable HEADSCOPE_WIDGET_MAP names the file.
void keepWidgetMap(QWidget &window, const QString &file);

} // namespace headscope
