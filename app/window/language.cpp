#include "app/window/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace headscope {

void applyLanguage(const QString &language)
{
    static QTranslator ours;
    static QTranslator qts;
    QCoreApplication::removeTranslator(&ours);
    QCoreApplication::removeTranslator(&qts);
    QLocale::setDefault(QLocale(language));
    // English too: its file holds the plural forms.
    if (ours.load(QStringLiteral(":/i18n/headscope_%1.qm").arg(language)))
        QCoreApplication::installTranslator(&ours);
    if (language != QLatin1String("en") && qts.load(QStringLiteral("qtbase_%1").arg(language),
                                                    QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&qts);
}

} // namespace headscope
