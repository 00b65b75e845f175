#include "app/window/window_settings.h"

#include <QLocale>
#include <QSettings>

namespace headscope {

namespace {

constexpr qsizetype kLongestRememberedText = 20'000;

QString systemLanguage()
{
    return QLocale::system().language() == QLocale::French ? QStringLiteral("fr") : QStringLiteral("en");
}

} // namespace

WindowSettings loadSettings()
{
    const QSettings stored(QStringLiteral("headscope"), QStringLiteral("headscope"));
    WindowSettings settings;
    const QString language = stored.value(QStringLiteral("window/language")).toString();
    settings.language =
        language == QLatin1String("fr") || language == QLatin1String("en") ? language : systemLanguage();
    const QString theme = stored.value(QStringLiteral("window/theme")).toString();
    settings.theme = theme == QLatin1String("dark")    ? ThemeKind::Dark
                     : theme == QLatin1String("light") ? ThemeKind::Light
                                                       : ThemeKind::System;
    settings.geometry = stored.value(QStringLiteral("window/geometry")).toByteArray();
    settings.splitter = stored.value(QStringLiteral("window/splitter")).toByteArray();
    settings.lastModel = stored.value(QStringLiteral("window/model")).toString();
    settings.lastText = stored.value(QStringLiteral("window/text")).toString();
    return settings;
}

void saveSettings(const WindowSettings &settings)
{
    QSettings stored(QStringLiteral("headscope"), QStringLiteral("headscope"));
    stored.setValue(QStringLiteral("window/language"), settings.language);
    stored.setValue(QStringLiteral("window/theme"), settings.theme == ThemeKind::Dark ? QStringLiteral("dark")
                                                    : settings.theme == ThemeKind::Light
                                                        ? QStringLiteral("light")
                                                        : QStringLiteral("system"));
    stored.setValue(QStringLiteral("window/geometry"), settings.geometry);
    stored.setValue(QStringLiteral("window/splitter"), settings.splitter);
    stored.setValue(QStringLiteral("window/model"), settings.lastModel);
    stored.setValue(QStringLiteral("window/text"), settings.lastText.left(kLongestRememberedText));
}

} // namespace headscope
