#include "app/gallery/recent_models.h"

#include <QSettings>

namespace headscope {

namespace {

constexpr int kMostRecent = 10;

/// Named here so that the commands need no application object.
class Settings : public QSettings {
public:
    Settings()
        : QSettings(QStringLiteral("headscope"), QStringLiteral("headscope"))
    {
    }
};

} // namespace

QStringList recentModels()
{
    return Settings().value(QStringLiteral("models/recent")).toStringList();
}

void rememberModel(const QString &source)
{
    QStringList recent = recentModels();
    recent.removeAll(source);
    recent.prepend(source);
    while (recent.size() > kMostRecent)
        recent.removeLast();
    Settings().setValue(QStringLiteral("models/recent"), recent);
}

} // namespace headscope
