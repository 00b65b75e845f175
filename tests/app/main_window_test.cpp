#include "app/window/language.h"
#include "app/window/main_window.h"
#include "app/window/render_line.h"
#include "tests/support/run_program.h"
#include "tests/support/source_folder.h"
#include "ui/style/theme.h"
#include "ui/views/head_board_view.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QImage>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QScreen>
#include <QSet>
#include <QShortcut>
#include <QSplitter>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>

namespace headscope {
namespace {

constexpr int kPatience = 20'000; // milliseconds

/// The whole window, without a desktop. Its settings go to a folder of the test.
class MainWindowTest : public testing::Test {
protected:
    void SetUp() override
    {
        qputenv("XDG_CONFIG_HOME", m_folder.path().toUtf8());
        qputenv("XDG_DATA_HOME", m_folder.path().toUtf8());
        applyTheme(*qApp, ThemeKind::Light);
        WindowSettings settings;
        settings.language = QStringLiteral("en");
        m_window = std::make_unique<MainWindow>(settings);
        m_window->resize(1200, 800);
        m_window->show();
    }

    void start(const std::string &model, const std::string &text, const OtherTexts &others = {})
    {
        m_window->start({model, text, {}, others});
        ASSERT_TRUE(QTest::qWaitFor([this] { return !outputs().isEmpty(); }, kPatience));
        QTest::qWait(300); // the loss, the metrics of the board
    }

    /// The title of the first output table's place: set when a result is there.
    [[nodiscard]] QString outputs() const
    {
        const QString status = m_window->findChild<QLabel *>(QStringLiteral("status"))->text();
        return status.contains(QStringLiteral("float32")) ? status : QString();
    }

    [[nodiscard]] QString notice() const
    {
        const auto *bar = m_window->findChild<QWidget *>(QStringLiteral("notice"));
        return bar->isVisible() ? bar->findChild<QLabel *>(QStringLiteral("noticeText"))->text() : QString();
    }

    void choose(const QString &text) const
    {
        for (QAction *action :
             m_window->findChild<QToolButton *>(QStringLiteral("export"))->menu()->actions())
            if (action->text() == text)
                return action->trigger();
        FAIL() << "no " << text.toStdString();
    }

    /// What the menu's entry writes.
    QString exported(const QString &entry, const QString &ending)
    {
        const QString file = m_folder.filePath(QStringLiteral("exported.") + ending);
        QFile::remove(file);
        QTimer::singleShot(0, [file] {
            auto *dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
            ASSERT_NE(dialog, nullptr);
            dialog->selectFile(file);
            static_cast<QDialog *>(dialog)->accept(); // public there
        });
        choose(entry);
        return file;
    }

    /// What the copied command draws.
    QImage drawnByCommand(const QString &entry, const QString &more = {})
    {
        choose(entry);
        QString line = QApplication::clipboard()->text() + more;
        line.replace(QStringLiteral("headscope render"),
                     shellQuoted(QString::fromStdString(programPath())) + QStringLiteral(" render"));
        QProcess shell;
        shell.setWorkingDirectory(m_folder.path());
        shell.start(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), line});
        shell.waitForFinished();
        EXPECT_EQ(shell.exitCode(), 0) << line.toStdString() << shell.readAllStandardError().toStdString();
        return QImage(m_folder.filePath(QStringLiteral("headscope.png")));
    }

    void expectTheCommandsPicture(const std::string &what)
    {
        const QImage picture(exported(QStringLiteral("This view as PNG, 1×"), QStringLiteral("png")));
        ASSERT_FALSE(picture.isNull());
        EXPECT_EQ(picture, drawnByCommand(QStringLiteral("Copy as command"))) << what;
    }

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
};

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

const std::string kEncoderDecoder = sourceFolder() + "/tests/golden/models/bart";

TEST_F(MainWindowTest, TheCopiedCommandDrawsTheExportedPicturePixelForPixel)
{
    start("negation", "the film is not good");
    for (int view = 0; view < 3; ++view) {
        m_window->findChild<QTabBar *>(QStringLiteral("tabs"))->setCurrentIndex(view);
        QApplication::processEvents();
        expectTheCommandsPicture("view " + std::to_string(view));
    }
    const QImage board(exported(QStringLiteral("Head board as PNG, 2×"), QStringLiteral("png")));
    EXPECT_EQ(board,
              drawnByCommand(QStringLiteral("Copy the head board as command"), QStringLiteral(" --scale 2")));
}

TEST_F(MainWindowTest, TheCopiedCommandNamesStackAndDecoderOfAnEncoderDecoder)
{
    start(kEncoderDecoder, "5 6 7 8 9",
          {std::nullopt, {DecoderChoice::Source::Ids, QStringLiteral("2 0 11")}});
    auto *stacks = m_window->findChild<QTabBar *>(QStringLiteral("stack"));
    for (int stack = 0; stack < 3; ++stack) {
        stacks->setCurrentIndex(stack);
        for (int view = 0; view < 3; ++view) {
            m_window->findChild<QTabBar *>(QStringLiteral("tabs"))->setCurrentIndex(view);
            QTest::qWait(50);
            expectTheCommandsPicture("stack " + std::to_string(stack) + ", view " + std::to_string(view));
        }
        const QImage board(exported(QStringLiteral("Head board as PNG, 2×"), QStringLiteral("png")));
        EXPECT_EQ(board, drawnByCommand(QStringLiteral("Copy the head board as command"),
                                        QStringLiteral(" --scale 2")));
    }
    EXPECT_TRUE(QApplication::clipboard()->text().contains(QStringLiteral("--decoder-ids=2,0,11")));
}

TEST_F(MainWindowTest, TheCopiedCommandHasWhatTheDecoderWroteAndWhatIsDoneToItsHeads)
{
    m_window->start({kEncoderDecoder, "5 6 7 8 9", {"x1.2=zero", "d0.1=mean"}});
    ASSERT_TRUE(QTest::qWaitFor([this] { return !outputs().isEmpty(); }, kPatience));
    QTest::qWait(300);
    EXPECT_EQ(m_window->findChild<QTabBar *>(QStringLiteral("stack"))->currentIndex(), 1);

    expectTheCommandsPicture("written");

    const QString line = QApplication::clipboard()->text();
    EXPECT_TRUE(line.contains(QStringLiteral("x1.2=zero")) && line.contains(QStringLiteral("d0.1=mean")))
        << line.toStdString();
}

TEST_F(MainWindowTest, TheCopiedCommandHasBothTextsOfAPair)
{
    start("negation", "the film is not good", {QStringLiteral("it's bad"), {}});
    auto *parts = m_window->findChild<QComboBox *>(QStringLiteral("textPart"));
    parts->setCurrentIndex(2);
    emit parts->activated(2);
    QApplication::processEvents();

    expectTheCommandsPicture("A → B");
    m_window->findChild<QTabBar *>(QStringLiteral("tabs"))->setCurrentIndex(1);
    QApplication::processEvents();
    expectTheCommandsPicture("matrix, A → B");

    EXPECT_TRUE(QApplication::clipboard()->text().contains(QStringLiteral("--part a-b")));
}

TEST_F(MainWindowTest, TheNextStartHasTheSameTextsAgain)
{
    start(kEncoderDecoder, "5 6 7 8 9",
          {std::nullopt, {DecoderChoice::Source::Ids, QStringLiteral("2 0 11"), 7}});
    m_window->close();

    const WindowSettings settings = loadSettings();

    EXPECT_EQ(settings.lastOthers,
              (OtherTexts{std::nullopt, {DecoderChoice::Source::Ids, QStringLiteral("2 0 11"), 7}}));
}

TEST_F(MainWindowTest, ALongScrolledTextIsDrawnAgainWhereItWasScrolledTo)
{
    start("induction",
          "the cat saw the dog and the dog saw the cat and the cat saw the dog and the dog saw the cat "
          "and the cat saw the dog and the dog saw the cat and the cat saw the dog");
    m_window->resize(900, 520);
    QApplication::processEvents();

    const QImage picture(exported(QStringLiteral("This view as PNG, 1×"), QStringLiteral("png")));

    EXPECT_EQ(picture, drawnByCommand(QStringLiteral("Copy as command")));
    EXPECT_TRUE(QApplication::clipboard()->text().contains(QStringLiteral("--scroll")));
}

TEST_F(MainWindowTest, AViewIsExportedAsADrawing)
{
    start("negation", "the film is not good");

    QFile svg(exported(QStringLiteral("This view as SVG"), QStringLiteral("svg")));
    QFile pdf(exported(QStringLiteral("This view as PDF"), QStringLiteral("pdf")));

    ASSERT_TRUE(svg.open(QIODevice::ReadOnly) && pdf.open(QIODevice::ReadOnly));
    EXPECT_TRUE(svg.readAll().contains("<svg"));
    EXPECT_TRUE(pdf.readAll().startsWith("%PDF-"));
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
