#include "app/window/open_menu.h"
#include "tests/app/hub_of_the_test.h"
#include "tests/app/main_window_fixture.h"
#include "tests/support/source_folder.h"

#include <QPlainTextEdit>
#include <QPushButton>

namespace headscope {
namespace {

/// What the window does with the user's work while other things happen.
class WindowWork : public MainWindowTest {
protected:
    [[nodiscard]] QPlainTextEdit *editor() const
    {
        return m_window->findChild<QPlainTextEdit *>(QStringLiteral("text"));
    }

    [[nodiscard]] QString status() const
    {
        return m_window->findChild<QLabel *>(QStringLiteral("status"))->text();
    }

    [[nodiscard]] OpenMenu *openMenu() const { return m_window->findChild<OpenMenu *>(); }

    void type(const QString &text)
    {
        editor()->setPlainText(text);
        QTest::qWait(200);
    }

    void change(const QString &source)
    {
        emit openMenu()->modelWanted(source);
        const QString name = source.section(QLatin1Char('/'), -1);
        const auto *title = m_window->findChild<QLabel *>(QStringLiteral("modelName"));
        ASSERT_TRUE(QTest::qWaitFor([&] { return title->text().contains(name); }, kPatience));
        ASSERT_TRUE(QTest::qWaitFor([this] { return !outputs().isEmpty(); }, kPatience));
    }

    const QString m_typed = QStringLiteral("my film is my film");
};

TEST_F(WindowWork, AnotherModelReadsTheTextThatWasTyped)
{
    start("negation", "the film is not good");
    type(m_typed);

    change(QStringLiteral("induction"));

    EXPECT_EQ(editor()->toPlainText(), m_typed);
    const auto saysUndo = [this] { return status().contains(QStringLiteral("undo begins anew")); };
    EXPECT_TRUE(QTest::qWaitFor(saysUndo, kPatience)) << status().toStdString();
    type(QStringLiteral("other words"));
    EXPECT_FALSE(saysUndo()) << status().toStdString();
}

TEST_F(WindowWork, AnotherModelReplacesAnExample)
{
    m_window->start({"negation", std::nullopt, {}});
    ASSERT_TRUE(QTest::qWaitFor([this] { return !outputs().isEmpty(); }, kPatience));
    const QString example = editor()->toPlainText();
    ASSERT_FALSE(example.isEmpty());

    change(QStringLiteral("induction"));

    EXPECT_NE(editor()->toPlainText(), example);
    EXPECT_FALSE(status().contains(QStringLiteral("undo"))) << status().toStdString();
}

TEST_F(WindowWork, ATextThatAModelOfIdsCannotReadComesBackWithTheNext)
{
    start("negation", "the film is not good");
    type(m_typed);

    change(QString::fromStdString(sourceFolder() + "/tests/golden/models/gpt2"));
    EXPECT_NE(editor()->toPlainText(), m_typed);
    EXPECT_TRUE(notice().contains(QStringLiteral("token ids"))) << notice().toStdString();

    change(QStringLiteral("negation"));
    EXPECT_EQ(editor()->toPlainText(), m_typed);
}

TEST_F(WindowWork, ALastModelThatIsGoneIsNamedAndItsTextKept)
{
    WindowSettings settings;
    settings.language = QStringLiteral("en");
    settings.lastModel = m_folder.filePath(QStringLiteral("gone.gguf"));
    settings.lastText = m_typed;
    m_window = std::make_unique<MainWindow>(settings);
    m_window->show();

    m_window->start({});

    ASSERT_TRUE(QTest::qWaitFor([this] { return !outputs().isEmpty(); }, kPatience));
    EXPECT_TRUE(notice().contains(QStringLiteral("gone.gguf"))) << notice().toStdString();
    EXPECT_EQ(editor()->toPlainText(), m_typed);
}

TEST_F(WindowWork, ASecondDownloadIsNotSilentlyIgnored)
{
    HubOfTheTest here;
    here.hub.atStore = [](const HttpRequest &, const HttpConnection &connection) {
        connection.head(200, {"Content-Length: 100000"});
        connection.waitForClient();
        return true;
    };
    start("negation", "the film is not good");
    emit openMenu()->fetchWanted(QStringLiteral("owner/name"));
    EXPECT_TRUE(notice().isEmpty()) << notice().toStdString();

    emit openMenu()->fetchWanted(QStringLiteral("owner/other"));

    EXPECT_TRUE(notice().contains(QStringLiteral("owner/name"))) << notice().toStdString();
    EXPECT_TRUE(notice().contains(QStringLiteral("owner/other"))) << notice().toStdString();
    m_window.reset();
}

TEST_F(WindowWork, ADownloadDoesNotReplaceTheModelThatIsWorkedOn)
{
    HubOfTheTest here;
    start("negation", "the film is not good");
    type(m_typed);

    emit openMenu()->fetchWanted(QStringLiteral("owner/name"));

    ASSERT_TRUE(QTest::qWaitFor([this] { return !notice().isEmpty(); }, kPatience));
    EXPECT_TRUE(notice().contains(QStringLiteral("owner/name"))) << notice().toStdString();
    auto *open = m_window->findChild<QToolButton *>(QStringLiteral("noticeAction"));
    EXPECT_TRUE(open->isVisible());
    EXPECT_EQ(editor()->toPlainText(), m_typed);
    open->click(); // no model in truth: what follows says why, and leaves the present one
    ASSERT_TRUE(QTest::qWaitFor([&] { return !notice().isEmpty() && !open->isVisible(); }, kPatience));
    EXPECT_EQ(editor()->toPlainText(), m_typed);
}

TEST_F(WindowWork, AStoppedRunIsSaidAndCopiedAsWhatIsShown)
{
    start("negation", "the film is not good");
    auto *cancel = m_window->findChild<QPushButton *>(QStringLiteral("cancel"));
    auto *act = m_window->findChild<QToolButton *>(QStringLiteral("noticeAction"));
    for (int attempt = 0; attempt < 50 && !act->isVisible(); ++attempt) { // a run may be faster than a click
        editor()->setPlainText(QStringLiteral("the film is good ").repeated(5 + attempt));
        cancel->click();
        QTest::qWait(100);
    }
    ASSERT_TRUE(act->isVisible());
    EXPECT_TRUE(QTest::qWaitFor(
        [this] { return m_window->findChild<QWidget *>(QStringLiteral("staleVeil"))->isVisible(); },
        kPatience));
    EXPECT_TRUE(status().startsWith(QStringLiteral("stopped: "))) << status().toStdString();
    choose(QStringLiteral("Copy as command"));
    EXPECT_FALSE(QApplication::clipboard()->text().contains(editor()->toPlainText().trimmed()));

    act->click();
    ASSERT_TRUE(QTest::qWaitFor([this] { return !outputs().isEmpty(); }, kPatience));
    EXPECT_FALSE(m_window->findChild<QWidget *>(QStringLiteral("staleVeil"))->isVisible());
    choose(QStringLiteral("Copy as command"));
    EXPECT_TRUE(QApplication::clipboard()->text().contains(editor()->toPlainText().trimmed()));
}

} // namespace
} // namespace headscope
