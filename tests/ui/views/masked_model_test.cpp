#include "tests/support/model_copy.h"
#include "tests/ui/views/opened_session.h"
#include "ui/session/session_text.h"
#include "ui/views/output_tables.h"
#include "ui/views/text_edit.h"
#include "ui/views/text_panel.h"

#include <nlohmann/json.hpp>

#include <QClipboard>
#include <QDragEnterEvent>
#include <QMenu>
#include <QMimeData>
#include <QTest>
#include <QTimer>

#include <fstream>

namespace headscope {
namespace {

/// A model that fills masks, with a vocabulary of letters.
class MaskedModel : public SessionOnModel {
protected:
    void SetUp() override
    {
        std::ofstream vocabulary(m_copy.path() / "vocab.txt");
        const std::vector<std::string> special{"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"};
        for (const std::string &piece : special)
            vocabulary << piece << '\n';
        int rows = 0;
        m_copy.editConfig([&rows](nlohmann::json &config) { rows = config.at("vocab_size").get<int>(); });
        for (int id = static_cast<int>(special.size()); id < rows; ++id)
            vocabulary << "w" << id << '\n';
        vocabulary.close();
        open(QString::fromStdString(m_copy.path().string()), QStringLiteral("w7 w8 w9"));
    }

    ModelCopy m_copy{"bert-masked"};
};

TEST_F(MaskedModel, HasATableForEveryMask)
{
    m_session.editText(QStringLiteral("w7 [MASK] w9 [MASK]"));
    settle();

    const auto tables = outputTables(m_session, 5);

    ASSERT_EQ(tables.size(), 2U);
    EXPECT_EQ(tables[0].rows.size(), 5U);
    EXPECT_TRUE(tables[0].title.contains(QStringLiteral("(2)"))) << tables[0].title.toStdString();
    EXPECT_TRUE(std::ranges::is_sorted(tables[0].rows, std::greater{}, &OutputRow::now));
}

TEST_F(MaskedModel, MaskingATokenIsOneUndoableEditOfTheText)
{
    m_session.editMask(2);
    EXPECT_EQ(m_session.text(), QStringLiteral("w7 [MASK] w9"));
    m_session.undoStack().undo();
    EXPECT_EQ(m_session.text(), QStringLiteral("w7 w8 w9"));
    settle();
}

TEST_F(MaskedModel, TheMenuOnAWordMasksItAlsoOnTheRightHalfOfItsLastLetter)
{
    TextPanel panel(m_session);
    panel.resize(600, 80);
    panel.show();
    auto *edit = panel.findChild<TextEdit *>(QStringLiteral("text"));
    QTextCursor word(edit->document());
    for (const int place : {4, 5}) { // inside w8, behind it
        word.setPosition(place);
        QTimer::singleShot(0, [] {
            auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
            ASSERT_NE(menu, nullptr);
            EXPECT_EQ(menu->actions().first()->text(), QStringLiteral("Mask this token"));
            menu->actions().first()->trigger();
            menu->close();
        });

        emit edit->customContextMenuRequested(edit->cursorRect(word).center() - QPoint(2, 0));

        EXPECT_EQ(m_session.text(), QStringLiteral("w7 [MASK] w9"));
        m_session.undoStack().undo();
    }
    settle();
}

TEST_F(MaskedModel, SeveralMasksAreTrackedAtTheFirstAndItIsNamed)
{
    m_session.editText(QStringLiteral("w7 [MASK] w9 [MASK]"));
    m_session.trackToken(7, true);
    settle();

    EXPECT_TRUE(trackedTable(m_session).title.contains(QStringLiteral("(2)")));
    EXPECT_EQ(outputDistance(m_session).positions, 2);
}

TEST_F(SessionOnModel, ABareEncoderShowsHowFarEachTokenMoved)
{
    open(QStringLiteral("tests/golden/models/bert-bare"), QStringLiteral("1 2 3 4"));
    m_session.editIntervention({Stack::Encoder, 0, 0}, Zero{});
    settle();

    const auto tables = outputTables(m_session, 8);

    ASSERT_EQ(tables.size(), 1U);
    EXPECT_EQ(tables[0].scale, OutputScale::Length);
    ASSERT_EQ(tables[0].rows.size(), 4U);
    EXPECT_GT(tables[0].rows[0].now, 0);
    EXPECT_LT(outputDistance(m_session).cosine.value_or(2), 1);
}

TEST_F(SessionOnModel, AMegabyteIsPastedInPartAndSaysSo)
{
    openNegation();
    TextPanel panel(m_session);
    auto *edit = panel.findChild<TextEdit *>(QStringLiteral("text"));
    QSignalSpy shortened(&m_session, &AnalysisSession::textShortened);
    QApplication::clipboard()->setText(QString(1'000'000, QLatin1Char('a')));

    edit->selectAll();
    edit->paste();

    EXPECT_EQ(m_session.text().size(), AnalysisSession::kLongestText);
    ASSERT_EQ(shortened.count(), 1);
    EXPECT_EQ(shortened.first().first().toLongLong(), 1'000'000);
    settle();
    EXPECT_LE(static_cast<int>(m_session.tokens().size()), m_session.model()->config.positions);
}

TEST_F(SessionOnModel, ACutNeverSplitsACharacter)
{
    const QString face = QString::fromUtf8("\U0001F600");
    const QString kept = m_session.keptText(QStringLiteral("a") + face.repeated(150'000));

    EXPECT_LE(kept.size(), AnalysisSession::kLongestText);
    EXPECT_FALSE(kept.back().isHighSurrogate());
}

TEST_F(SessionOnModel, FilesThatAreDroppedAreNoText)
{
    TextPanel panel(m_session);
    auto *edit = panel.findChild<TextEdit *>(QStringLiteral("text"));
    QMimeData files;
    files.setUrls({QUrl::fromLocalFile(QStringLiteral("/tmp/model.gguf"))});
    files.setText(QStringLiteral("/tmp/model.gguf"));
    QDragEnterEvent enter({5, 5}, Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);

    QApplication::sendEvent(edit->viewport(), &enter);

    EXPECT_FALSE(enter.isAccepted());
}

} // namespace
} // namespace headscope
