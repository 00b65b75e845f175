#include "core/formats/load_error.h"
#include "ui/style/failure_text.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QTranslator>

namespace headscope {
namespace {

/// Knows one sentence of core in French.
class French : public QTranslator {
public:
    [[nodiscard]] QString translate(const char *context, const char *source, const char * /*note*/,
                                    int /*count*/) const override
    {
        const bool isKnown = QLatin1String(context) == QLatin1String("core") &&
                             QLatin1String(source) == QLatin1String("%1: expected %2");
        return isKnown ? QStringLiteral("%1 : %2 attendu") : QString();
    }
    [[nodiscard]] bool isEmpty() const override { return false; }
};

TEST(FailureText, SpeaksTheWindowsLanguage)
{
    French french;
    const LoadError error(sentence("core", "%1: expected %2").with("a.txt", "config.json"));
    EXPECT_EQ(failureText(error), QStringLiteral("a.txt: expected config.json"));

    QCoreApplication::installTranslator(&french);
    EXPECT_EQ(failureText(error), QStringLiteral("a.txt : config.json attendu"));
    QCoreApplication::removeTranslator(&french);
}

TEST(FailureText, AWarningSpeaksItToo)
{
    French french;
    QCoreApplication::installTranslator(&french);
    EXPECT_EQ(messageText(sentence("core", "%1: expected %2").with("b.txt", 3)),
              QStringLiteral("b.txt : 3 attendu"));
    QCoreApplication::removeTranslator(&french);
}

TEST(FailureText, KeepsNamesThatReadFromTheRightApart)
{
    const QString name = QString::fromUtf8("\u05d0\u05d1.gguf");
    const LoadError error(sentence("core", "%1: expected %2").with(name.toStdString(), "x"));

    EXPECT_EQ(failureText(error), QChar(0x2068) + name + QChar(0x2069) + QStringLiteral(": expected x"));
}

TEST(FailureText, SaysOtherFailuresAsTheyAre)
{
    EXPECT_EQ(failureText(std::runtime_error("no room")), QStringLiteral("no room"));
}

} // namespace
} // namespace headscope
