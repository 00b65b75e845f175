#include "app/window/window_settings.h"

#include <QLocale>
#include <QSettings>

#include <algorithm>
#include <array>

namespace headscope {

namespace {

constexpr qsizetype kLongestRememberedText = 20'000;
constexpr QLatin1String kSecondText("window/secondText");
constexpr QLatin1String kDecoderSource("window/decoderSource");
constexpr QLatin1String kDecoderText("window/decoderText");
constexpr QLatin1String kDecoderMost("window/decoderMost");
/// In the order of DecoderChoice::Source.
constexpr std::array kSourceNames{QLatin1String("written"), QLatin1String("given"), QLatin1String("ids")};

QString systemLanguage()
{
    return QLocale::system().language() == QLocale::French ? QStringLiteral("fr") : QStringLiteral("en");
}

OtherTexts loadOthers(const QSettings &stored)
{
    OtherTexts others;
    if (stored.contains(kSecondText))
        others.second = stored.value(kSecondText).toString();
    const QString source = stored.value(kDecoderSource).toString();
    const auto known = std::ranges::find_if(kSourceNames, [&](QLatin1String name) { return name == source; });
    if (known != kSourceNames.end())
        others.decoder.source = static_cast<DecoderChoice::Source>(known - kSourceNames.begin());
    others.decoder.text = stored.value(kDecoderText).toString();
    const int most = stored.value(kDecoderMost).toInt();
    if (most > 0)
        others.decoder.mostTokens = most;
    return others;
}

void saveOthers(QSettings &stored, const OtherTexts &others)
{
    if (others.second)
        stored.setValue(kSecondText, others.second->left(kLongestRememberedText));
    else
        stored.remove(kSecondText);
    stored.setValue(kDecoderSource,
                    QString(kSourceNames.at(static_cast<std::size_t>(others.decoder.source))));
    stored.setValue(kDecoderText, others.decoder.text.left(kLongestRememberedText));
    stored.setValue(kDecoderMost, others.decoder.mostTokens);
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
    settings.lastOthers = loadOthers(stored);
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
    saveOthers(stored, settings.lastOthers);
}

} // namespace headscope
