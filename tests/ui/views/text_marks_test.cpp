#include "tests/ui/views/opened_session.h"
#include "ui/views/text_edit.h"
#include "ui/views/text_panel.h"

#include <QHelpEvent>
#include <QLabel>
#include <QToolTip>

namespace headscope {
namespace {

TEST_F(SessionOnModel, TheNumberOfUnknownWordsStaysInView)
{
    openNegation();
    TextPanel panel(m_session);
    panel.show();

    m_session.editText(QStringLiteral("the film is not zzzz"));
    settle();

    const QString count = panel.findChild<QLabel *>(QStringLiteral("tokenCount"))->text();
    EXPECT_TRUE(count.contains(QStringLiteral("token"))) << count.toStdString();
    EXPECT_TRUE(count.contains(QStringLiteral("1 unknown"))) << count.toStdString();
    m_session.editText(m_sentence);
    settle();
    EXPECT_FALSE(
        panel.findChild<QLabel *>(QStringLiteral("tokenCount"))->text().contains(QStringLiteral("unknown")));
}

TEST_F(SessionOnModel, AnUnknownWordSaysWhatItsUnderlineMeans)
{
    openNegation();
    m_session.editText(QStringLiteral("the zzzz"));
    settle();
    TextPanel panel(m_session);
    panel.resize(600, 80);
    panel.show();
    auto *edit = panel.findChild<TextEdit *>(QStringLiteral("text"));
    const auto tipAt = [edit](int unit) {
        QTextCursor cursor(edit->document());
        cursor.setPosition(unit);
        const QPoint place = edit->cursorRect(cursor).center() + QPoint(3, 0);
        QHelpEvent help(QEvent::ToolTip, place, edit->viewport()->mapToGlobal(place));
        QApplication::sendEvent(edit->viewport(), &help);
        return QToolTip::text();
    };

    EXPECT_TRUE(tipAt(5).contains(QStringLiteral("not in the vocabulary")));
    EXPECT_FALSE(tipAt(0).contains(QStringLiteral("not in the vocabulary")));
    QToolTip::hideText();
}

} // namespace
} // namespace headscope
