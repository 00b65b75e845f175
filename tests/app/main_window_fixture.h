#pragma once

#include "app/window/main_window.h"
#include "app/window/render_line.h"
#include "tests/support/run_program.h"
#include "ui/style/theme.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QImage>
#include <QLabel>
#include <QMenu>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>

namespace headscope {

inline constexpr int kPatience = 20'000; // milliseconds

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

} // namespace headscope
