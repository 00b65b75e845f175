#include "ui/style/token_text.h"

#include <gtest/gtest.h>

#include <QFontMetricsF>
#include <QTextDocument>

namespace headscope {
namespace {

TEST(TokenText, IsIsolatedFromItsSurroundings)
{
    EXPECT_EQ(isolated(QStringLiteral("·the")), QStringLiteral("\u2068·the\u2069"));
    EXPECT_EQ(isolated(isolated(QStringLiteral("x"))), QStringLiteral("\u2068x\u2069"));
}

TEST(TokenText, ShowsCharactersThatTurnTheDirection)
{
    EXPECT_EQ(isolated(QStringLiteral("a\u202eb")), QStringLiteral("\u2068a⟨202E⟩b\u2069"));
    EXPECT_EQ(isolated(QStringLiteral("\u2069")), QStringLiteral("\u2068⟨2069⟩\u2069"));
}

TEST(TokenText, ToolTipsKeepMarkupAsLetters)
{
    const QString hostile = QStringLiteral("<img src=\"x\"> & </b>\nsecond");
    QTextDocument document;

    document.setHtml(plainToolTip(hostile));

    EXPECT_EQ(document.toPlainText(), hostile);
}

TEST(TokenText, ElisionStaysInsideTheIsolation)
{
    const QFontMetricsF metrics{QFont()};

    const QString text = elided(isolated(QString(200, QLatin1Char('m'))), metrics, 60);

    EXPECT_TRUE(text.startsWith(QChar(0x2068)));
    EXPECT_TRUE(text.endsWith(QChar(0x2069)));
    EXPECT_LT(text.size(), 20);
}

} // namespace
} // namespace headscope
