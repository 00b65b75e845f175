#include <gtest/gtest.h>

#include <QApplication>

#include <cstdio>

namespace {

/// Qt reports mistakes (item models, missing connections) as warnings only; here they fail the running test.
void failOnWarning(QtMsgType type, const QMessageLogContext & /*context*/, const QString &message)
{
    // The offscreen platform says so of every dialog of fixed size and of every menu.
    const bool ofOffscreen = message.startsWith(QLatin1String("This plugin does not support"));
    if (type == QtDebugMsg || type == QtInfoMsg || ofOffscreen) {
        std::fprintf(stderr, "%s\n", qPrintable(message));
        return;
    }
    ADD_FAILURE() << "Qt: " << message.toStdString();
}

} // namespace

int main(int argumentCount, char **arguments)
{
    testing::InitGoogleTest(&argumentCount, arguments);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argumentCount, arguments);
    // Installed late: Qt itself warns about XDG_RUNTIME_DIR when the application starts.
    qInstallMessageHandler(failOnWarning);
    return RUN_ALL_TESTS();
}
