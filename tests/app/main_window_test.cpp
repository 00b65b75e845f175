#include "app/window/language.h"
#include "app/window/window_settings.h"
#include "tests/app/main_window_fixture.h"
#include "tests/support/source_folder.h"
#include "ui/views/head_board_view.h"

#include <QComboBox>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScreen>
#include <QSet>
#include <QShortcut>
#include <QSplitter>
#include <QTabBar>

namespace headscope {
namespace {

TEST_F(MainWindowTest, OpensWithinTheScreenAndCanBeMadeSmall)
{
    start("negation", "The film is not good.");
    const MainWindow fresh{WindowSettings{}};

    EXPECT_TRUE(fresh.screen()->availableSize().expandedTo(fresh.size()) == fresh.screen()->availableSize());
    for (const QString &language : {QStringLiteral("en"), QStringLiteral("fr")}) {
        applyLanguage(language);
        QTest::qWait(50);
        EXPECT_LE(m_window->minimumSizeHint().width(), 780); // a screen of 1600 × 1000 at 200 %
        EXPECT_LE(m_window->minimumSizeHint().height(), 460);
    }
    applyLanguage(QStringLiteral("en"));
}

TEST_F(MainWindowTest, TheCentreKeepsItsPlaceInAWindowSmallerThanTheRememberedOne)
{
    m_window->resize(1600, 900);
    start("negation", "The film is not good.");
    auto *splitter = m_window->findChild<QSplitter *>(QStringLiteral("splitter"));
    splitter->setSizes({400, 700, 500});

    m_window->resize(800, 500);

    EXPECT_TRUE(QTest::qWaitFor([&] { return splitter->sizes().at(1) >= 280; }, kPatience));
}

TEST_F(MainWindowTest, ARememberedWindowIsWhollyOnTheScreen)
{
    m_window->setGeometry(QRect({0, 0}, m_window->screen()->availableSize()));
    WindowSettings settings;
    settings.geometry = m_window->saveGeometry();

    const MainWindow again(settings);

    EXPECT_TRUE(again.screen()->availableGeometry().contains(again.geometry()));
}

/// What a keyboard can reach, without the parts that other controls are made of.
QList<QWidget *> controlsIn(const QWidget &window)
{
    QList<QWidget *> controls;
    for (QWidget *widget : window.findChildren<QWidget *>())
        if (widget->isVisible() && (widget->focusPolicy() & Qt::TabFocus) != 0 &&
            !widget->objectName().startsWith(QLatin1String("qt_")))
            controls.append(widget);
    return controls;
}

TEST_F(MainWindowTest, EveryControlSaysWhatItIsAndWhatItDoes)
{
    start("induction", "lune tigre piano lune tigre");
    for (int tab = 0; tab < 3; ++tab) {
        m_window->findChild<QTabBar *>(QStringLiteral("tabs"))->setCurrentIndex(tab);
        const QList<QWidget *> controls = controlsIn(*m_window);
        EXPECT_GE(controls.size(), 15);
        for (const QWidget *control : controls) {
            const std::string which = control->objectName().toStdString() + ", a " +
                                      control->metaObject()->className() + " of view " + std::to_string(tab);
            EXPECT_FALSE(control->accessibleName().isEmpty() &&
                         control->property("text").toString().isEmpty())
                << which;
            EXPECT_FALSE(control->toolTip().isEmpty() && control->accessibleDescription().isEmpty()) << which;
        }
    }
}

TEST_F(MainWindowTest, EveryKeyOfTheWindowIsNamedByAControlsTooltip)
{
    start("induction", "lune tigre piano lune tigre");
    QString tips;
    for (const QWidget *control : m_window->findChildren<QWidget *>())
        tips += control->toolTip() + QLatin1Char('\n');
    const auto *tabs = m_window->findChild<QTabBar *>(QStringLiteral("tabs"));
    for (int tab = 0; tab < tabs->count(); ++tab) {
        EXPECT_GT(tabs->tabToolTip(tab).size(), 12) << "says what it does, too";
        tips += tabs->tabToolTip(tab) + QLatin1Char('\n');
    }

    const auto shortcuts = m_window->findChildren<QShortcut *>();
    EXPECT_GE(shortcuts.size(), 10);
    for (const QShortcut *shortcut : shortcuts) {
        const QString key = shortcut->key().toString(QKeySequence::NativeText);
        EXPECT_TRUE(tips.contains(key)) << key.toStdString();
    }
    EXPECT_TRUE(tips.contains(QStringLiteral("(B)")));
}

TEST_F(MainWindowTest, TheTabKeyReachesEveryControl)
{
    start("induction", "lune tigre piano lune tigre");
    QSet<const QWidget *> reached;
    QWidget *control = m_window->findChild<QWidget *>(QStringLiteral("open"));
    control->setFocus();
    for (int step = 0; step < 100 && !reached.contains(QApplication::focusWidget()); ++step) {
        reached.insert(QApplication::focusWidget());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }

    for (const QWidget *each : controlsIn(*m_window))
        EXPECT_TRUE(!each->isEnabled() || reached.contains(each)) << each->objectName().toStdString();
}

TEST_F(MainWindowTest, TheTabKeyGoesFromTheTextOverTheBoardAndTheViewsToTheOutput)
{
    start("induction", "lune tigre piano lune tigre");
    QStringList order;
    m_window->findChild<QWidget *>(QStringLiteral("text"))->setFocus();
    while (order.size() < 100 && !order.contains(QApplication::focusWidget()->objectName())) {
        order.append(QApplication::focusWidget()->objectName());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }

    const auto place = [&](const char *name) { return order.indexOf(QLatin1String(name)); };
    EXPECT_LT(place("text"), place("headBoard"));
    EXPECT_LT(place("headBoard"), place("tabs"));
    EXPECT_LT(place("tabs"), place("lines"));
    EXPECT_LT(place("lines"), place("outputPosition"));
}

TEST_F(MainWindowTest, ItFitsAScreenOf800By500)
{
    start("negation", "the film is not good");
    for (int view = 0; view < 3; ++view) {
        m_window->findChild<QTabBar *>(QStringLiteral("tabs"))->setCurrentIndex(view);
        m_window->resize(800, 500);
        QTest::qWait(50);
        EXPECT_EQ(m_window->size(), QSize(800, 500)) << view;
    }
}

TEST_F(MainWindowTest, ATextThatWasMendedIsToldOf)
{
    m_window->start({.model = "negation", .text = "good", .specs = {}, .hasMendedText = true});

    ASSERT_TRUE(QTest::qWaitFor([this] { return !notice().isEmpty(); }, kPatience));
    EXPECT_TRUE(notice().contains(QStringLiteral("UTF-8"))) << notice().toStdString();
}

TEST_F(MainWindowTest, TheNextStartHasTheSameTextsAgain)
{
    start(sourceFolder() + "/tests/golden/models/bart", "5 6 7 8 9",
          {std::nullopt, {DecoderChoice::Source::Ids, QStringLiteral("2 0 11"), 7}});
    m_window->close();

    const WindowSettings settings = loadSettings();

    EXPECT_EQ(settings.lastOthers,
              (OtherTexts{std::nullopt, {DecoderChoice::Source::Ids, QStringLiteral("2 0 11"), 7}}));
}

TEST_F(MainWindowTest, WhatTheNextStartBeginsWithIsKeptBeforeTheWindowCloses)
{
    start("negation", "The film is not good.");

    EXPECT_TRUE(QTest::qWaitFor(
        [] { return loadSettings().lastText == QStringLiteral("The film is not good."); }, kPatience));
}

TEST_F(MainWindowTest, ItsKeysAreItsOwnAlsoWhereTextIsEdited)
{
    start("induction", "lune tigre piano lune tigre");
    const auto isTaken = [](QWidget &editor, Qt::KeyboardModifiers modifiers, Qt::Key key) {
        QKeyEvent asked(QEvent::ShortcutOverride, key, modifiers);
        asked.ignore();
        QApplication::sendEvent(&editor, &asked);
        return asked.isAccepted();
    };
    for (const char *name : {"trackToken", "decoderText", "text", "decoderMost"}) {
        auto *editor = m_window->findChild<QWidget *>(QString::fromLatin1(name));
        EXPECT_FALSE(isTaken(*editor, Qt::ControlModifier, Qt::Key_E)) << name;
        EXPECT_FALSE(isTaken(*editor, Qt::ControlModifier, Qt::Key_Z)) << name;
        EXPECT_FALSE(isTaken(*editor, Qt::ControlModifier | Qt::ShiftModifier, Qt::Key_Z)) << name;
    }
    EXPECT_TRUE(
        isTaken(*m_window->findChild<QWidget *>(QStringLiteral("text")), Qt::ControlModifier, Qt::Key_A));
}

TEST_F(MainWindowTest, ControlQClosesIt)
{
    start("negation", "good");

    QTest::keyClick(m_window.get(), Qt::Key_Q, Qt::ControlModifier);

    EXPECT_TRUE(QTest::qWaitFor([this] { return !m_window->isVisible(); }, kPatience));
}

TEST_F(MainWindowTest, WithoutAModelItOffersWhatCanBeOpened)
{
    m_window->start({m_folder.filePath(QStringLiteral("no-model.gguf")).toStdString(), std::nullopt, {}});
    auto *page = m_window->findChild<QWidget *>(QStringLiteral("startPage"));
    ASSERT_TRUE(QTest::qWaitFor([page] { return page->isVisible(); }, kPatience));
    EXPECT_FALSE(notice().isEmpty());
    auto *example = page->findChild<QPushButton *>(QStringLiteral("example"));
    ASSERT_NE(example, nullptr);
    EXPECT_GE(page->findChildren<QPushButton *>(QStringLiteral("model")).size(), 2);

    example->click();
    ASSERT_TRUE(QTest::qWaitFor([this] { return !outputs().isEmpty(); }, kPatience));
    EXPECT_FALSE(page->isVisible());
}

TEST_F(MainWindowTest, TheBaselineEndsWithTheKeyWhereverTheKeyboardIsByThen)
{
    m_window->start({"negation", "the film is not good", {"0.2=zero"}});
    ASSERT_TRUE(QTest::qWaitFor([this] { return !outputs().isEmpty(); }, kPatience));
    QTest::qWait(300);
    auto *board = m_window->findChild<QWidget *>(QStringLiteral("headBoard"));
    auto *text = m_window->findChild<QPlainTextEdit *>(QStringLiteral("text"));
    const auto *summary =
        m_window->findChild<HeadBoardView *>()->findChild<QLabel *>(QStringLiteral("interventionSummary"));
    const QString changed = summary->text();
    const auto isHeld = [&] { return summary->text() != changed; };

    board->setFocus();
    QTest::keyPress(board, Qt::Key_B);
    EXPECT_TRUE(isHeld());
    text->setFocus();
    QKeyEvent repeated(QEvent::KeyPress, Qt::Key_B, Qt::NoModifier, QStringLiteral("b"), true);
    QApplication::sendEvent(text, &repeated);
    EXPECT_EQ(text->toPlainText(), QStringLiteral("the film is not good"));
    QTest::keyRelease(text, Qt::Key_B);
    EXPECT_FALSE(isHeld());

    board->setFocus();
    QTest::keyPress(board, Qt::Key_B);
    EXPECT_TRUE(isHeld());
    QEvent away(QEvent::WindowDeactivate);
    QApplication::sendEvent(m_window.get(), &away);
    EXPECT_FALSE(isHeld());
}

TEST_F(MainWindowTest, AFailedOpeningSaysWhyAndLeavesThePresentModel)
{
    start("negation", "the film is not good");
    QFile broken(m_folder.filePath(QStringLiteral("broken.gguf")));
    ASSERT_TRUE(broken.open(QIODevice::WriteOnly));
    broken.write("not a model at all");
    broken.close();
    QMimeData files;
    files.setUrls({QUrl::fromLocalFile(broken.fileName())});
    QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
    QDropEvent drop(QPointF(300, 300), Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);

    QApplication::sendEvent(m_window.get(), &enter); // tells Qt whom the drop is for
    QApplication::sendEvent(m_window.get(), &drop);

    ASSERT_TRUE(QTest::qWaitFor([this] { return !notice().isEmpty(); }, kPatience));
    EXPECT_TRUE(notice().contains(QStringLiteral("GGUF"))) << notice().toStdString();
    EXPECT_EQ(m_window->findChild<QLabel *>(QStringLiteral("modelName"))
                  ->text()
                  .contains(QStringLiteral("negation")),
              true);
}

} // namespace
} // namespace headscope
