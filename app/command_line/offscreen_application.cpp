#include "app/command_line/offscreen_application.h"

namespace headscope {

namespace {

void keepQuiet(QtMsgType type, const QMessageLogContext & /*context*/, const QString &message)
{
    // What Qt has to say about a missing home or runtime folder concerns nobody who asked for a picture.
    if (type == QtFatalMsg)
        std::fputs((message + QLatin1Char('\n')).toLocal8Bit().constData(), stderr);
}

} // namespace

OffscreenApplication::OffscreenApplication()
{
    if (QCoreApplication::instance() != nullptr)
        return;
    qputenv("QT_QPA_PLATFORM", "offscreen");
    for (const char *ofTheDesktop : {"QT_SCALE_FACTOR", "QT_FONT_DPI"})
        qunsetenv(ofTheDesktop); // a picture is the same on every one
    qInstallMessageHandler(keepQuiet);
    m_application.emplace(m_count, m_arguments.data());
    QApplication::setApplicationName(QStringLiteral("headscope"));
    QApplication::setApplicationDisplayName(QStringLiteral("Headscope"));
}

QApplication &OffscreenApplication::application() const
{
    return *static_cast<QApplication *>(QCoreApplication::instance());
}

} // namespace headscope
