#include "app/window/run_window.h"

#include "app/window/language.h"
#include "app/window/main_window.h"
#include "app/window/widget_map.h"
#include "app/window/window_settings.h"
#include "ui/style/theme.h"

#include <QApplication>

#include <array>

namespace headscope {

int runWindow(const WindowOptions &options, const std::function<void()> &connected)
{
    int count = 1;
    std::array<char, 10> name{"headscope"};
    std::array<char *, 2> arguments{name.data(), nullptr};
    QApplication application(count, arguments.data());
    connected();
    QApplication::setApplicationName(QStringLiteral("headscope"));
    QApplication::setApplicationDisplayName(QStringLiteral("Headscope"));
    const WindowSettings settings = loadSettings();
    applyLanguage(settings.language);
    applyTheme(application, settings.theme);
    MainWindow window(settings);
    window.show();
    if (const QString map = qEnvironmentVariable("HEADSCOPE_WIDGET_MAP"); !map.isEmpty())
        keepWidgetMap(window, map);
    window.start(options);
    return QApplication::exec();
}

} // namespace headscope
