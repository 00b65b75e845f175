// What the window needs from the start to the first picture, and the longest pause of its thread while a text
// is typed and computed. Its settings go to a folder of its own.
//
// usage: window_bench [MODEL [WORDS]]

#include "app/window/main_window.h"
#include "core/inference/short_waits.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLabel>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace headscope {
namespace {

constexpr int kPatience = 120'000; // milliseconds

double millisecondsOf(const QElapsedTimer &clock)
{
    return static_cast<double>(clock.nsecsElapsed()) / 1e6;
}

bool hasResult(const MainWindow &window)
{
    return window.findChild<QLabel *>(QStringLiteral("status"))->text().contains(QStringLiteral("float32"));
}

/// The longest time between two beats of the window's thread while letters come every 40 ms.
void measureTyping(MainWindow &window)
{
    auto *edit = window.findChild<QWidget *>(QStringLiteral("text"));
    std::vector<double> pauses;
    QElapsedTimer clock;
    QTimer beat;
    QObject::connect(&beat, &QTimer::timeout, &beat, [&] {
        pauses.push_back(millisecondsOf(clock));
        clock.restart();
    });
    clock.start();
    beat.start(1);
    for (int letter = 0; letter < 60; ++letter) {
        QTest::keyClick(edit, letter % 6 == 5 ? ' ' : 'a');
        QTest::qWait(40);
    }
    std::ranges::sort(pauses);
    std::printf("typing: longest pause %.1f ms, 99th percentile %.1f ms\n", pauses.back(),
                pauses[pauses.size() * 99 / 100]);
}

} // namespace
} // namespace headscope

int main(int argc, char **argv)
{
    headscope::restartWithShortWaits(argv);
    using namespace headscope;
    QElapsedTimer sinceStart;
    sinceStart.start();
    if (qEnvironmentVariableIsEmpty("DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QTemporaryDir settings;
    qputenv("XDG_CONFIG_HOME", settings.path().toUtf8());
    QApplication application(argc, argv);
    WindowOptions options;
    options.model = argc > 1 ? argv[1] : "negation";
    std::string text = "the film is not good";
    for (int word = 0; argc > 2 && word < std::atoi(argv[2]); ++word)
        text += word % 2 == 0 ? " the" : " film";
    options.text = text;
    applyTheme(application, ThemeKind::Light);
    MainWindow window({});
    window.show();
    window.start(options);
    if (!QTest::qWaitFor([&] { return hasResult(window); }, kPatience))
        return 1;
    window.repaint();
    std::printf("%s, %zu characters: start to first picture %.0f ms\n", options.model.c_str(), text.size(),
                millisecondsOf(sinceStart));
    QTest::qWait(1500);
    measureTyping(window);
    return 0;
}
