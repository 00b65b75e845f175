#include "tests/app/main_window_fixture.h"
#include "tests/support/source_folder.h"

#include <QPlainTextEdit>

namespace headscope {
namespace {

TEST_F(MainWindowTest, ARunsFailureIsGoneWithTheNextResult)
{
    start((sourceFolder() + "/tests/golden/models/gpt2"), "5 6 7");
    auto *text = m_window->findChild<QPlainTextEdit *>(QStringLiteral("text"));
    text->setPlainText(QStringLiteral("5 word 7"));
    ASSERT_TRUE(QTest::qWaitFor([this] { return !notice().isEmpty(); }, kPatience));

    text->setPlainText(QStringLiteral("5 8 7"));
    EXPECT_TRUE(QTest::qWaitFor([this] { return notice().isEmpty(); }, kPatience));
}

TEST_F(MainWindowTest, WhatIsSaidOfALongTextIsGoneWithIt)
{
    start("negation", "The film is not good.");
    auto *text = m_window->findChild<QPlainTextEdit *>(QStringLiteral("text"));
    QApplication::clipboard()->setText(QString(300'000, QLatin1Char('a')));
    text->selectAll();
    text->paste();
    ASSERT_TRUE(QTest::qWaitFor([this] { return !notice().isEmpty(); }, kPatience));
    QTest::qWait(500); // its result
    EXPECT_FALSE(notice().isEmpty());

    text->setPlainText(QStringLiteral("short"));
    EXPECT_TRUE(QTest::qWaitFor([this] { return notice().isEmpty(); }, kPatience));
}

} // namespace
} // namespace headscope
