#include "tests/ui/views/opened_session.h"
#include "ui/style/theme.h"
#include "ui/views/head_strip.h"
#include "ui/views/lines_scene.h"
#include "ui/views/lines_view.h"
#include "ui/views/output_tables.h"
#include "ui/views/text_panel.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

namespace headscope {
namespace {

using WindowViews = SessionOnModel;

bool hasLinesOf(const LinesScene &scene, int head)
{
    return std::ranges::any_of(scene.lines, [head](const AttentionLine &line) { return line.head == head; });
}

TEST_F(WindowViews, AClickOnASquareHidesTheHeadAndShowsItAgain)
{
    openNegation();
    HeadSquares squares(m_session);
    squares.resize(500, 32);

    QTest::mouseClick(&squares, Qt::LeftButton, {}, squares.squareOf(1).center());
    EXPECT_EQ(m_session.look().hiddenHeads, std::set<int>{1});
    QTest::mouseClick(&squares, Qt::LeftButton, {}, squares.squareOf(1).center());
    EXPECT_TRUE(m_session.look().hiddenHeads.empty());
}

TEST_F(WindowViews, ADoubleClickShowsOnlyThatHeadAndAnotherAllAgain)
{
    openNegation();
    HeadSquares squares(m_session);
    squares.resize(500, 32);
    const auto doubleClick = [&] { // as a mouse gives it: a click comes first
        QTest::mouseClick(&squares, Qt::LeftButton, {}, squares.squareOf(2).center());
        QTest::mouseDClick(&squares, Qt::LeftButton, {}, squares.squareOf(2).center());
    };
    const int heads = m_session.model()->config.heads;

    doubleClick();
    EXPECT_EQ(static_cast<int>(m_session.look().hiddenHeads.size()), heads - 1);
    EXPECT_FALSE(m_session.look().hiddenHeads.contains(2));
    doubleClick();
    EXPECT_TRUE(m_session.look().hiddenHeads.empty());
}

TEST_F(WindowViews, TheHeadStripObeysTheKeyboard)
{
    openNegation();
    HeadSquares squares(m_session);

    QTest::keyClick(&squares, Qt::Key_Right);
    QTest::keyClick(&squares, Qt::Key_Space);
    EXPECT_EQ(m_session.look().hiddenHeads, std::set<int>{1});
    QTest::keyClick(&squares, Qt::Key_Return);
    EXPECT_FALSE(m_session.look().hiddenHeads.contains(1));
    EXPECT_TRUE(m_session.look().hiddenHeads.contains(0));
}

TEST_F(WindowViews, HoveringATokenIsolatesItsLinesAndAClickPinsIt)
{
    openNegation();
    LinesView view(m_session);
    view.resize(800, 500);
    view.show();
    QApplication::processEvents();
    const LinesLayout layout = layOutLines(view.scene().counts(), view.viewport()->size());
    const QPoint word = layout.queryBox(4).center().toPoint();
    const PinnedToken token{TokenSide::Query, 4};

    QTest::mouseMove(view.viewport(), word);
    EXPECT_EQ(view.scene().isolated, token);
    EXPECT_FALSE(m_session.look().pinned);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, word);
    EXPECT_EQ(m_session.look().pinned, token);
    QTest::mouseMove(view.viewport(), layout.keyBox(1).center().toPoint());
    EXPECT_EQ(view.scene().isolated, (PinnedToken{TokenSide::Key, 1}));
    QTest::mouseMove(view.viewport(), {400, 2});
    EXPECT_EQ(view.scene().isolated, token);
    QTest::keyClick(&view, Qt::Key_Escape);
    EXPECT_FALSE(view.scene().isolated);
}

TEST_F(WindowViews, ArrowsMoveARingAndSpacePinsWhatItIsOn)
{
    openNegation();
    LinesView view(m_session);
    view.resize(800, 500);
    view.show();

    QTest::keyClick(&view, Qt::Key_Down);
    EXPECT_EQ(view.scene().focused, (PinnedToken{TokenSide::Query, 0}));
    QTest::keyClick(&view, Qt::Key_Down);
    QTest::keyClick(&view, Qt::Key_Right);
    const PinnedToken token{TokenSide::Key, 1};
    EXPECT_EQ(view.scene().focused, token);
    EXPECT_EQ(view.scene().isolated, token);
    EXPECT_FALSE(m_session.look().pinned);
    QTest::keyClick(&view, Qt::Key_Space);
    EXPECT_EQ(m_session.look().pinned, token);
    QTest::keyClick(&view, Qt::Key_Return);
    EXPECT_FALSE(m_session.look().pinned);
    QTest::keyClick(&view, Qt::Key_Return);
    QTest::keyClick(&view, Qt::Key_Escape);
    EXPECT_FALSE(m_session.look().pinned);
    EXPECT_FALSE(view.scene().focused);
}

TEST_F(WindowViews, TheRingStopsAtTheEnds)
{
    openNegation();
    LinesView view(m_session);

    for (int press = 0; press < 40; ++press)
        QTest::keyClick(&view, Qt::Key_Down);
    EXPECT_EQ(view.scene().focused->position, m_session.shown()->tokenCount() - 1);
    QTest::keyClick(&view, Qt::Key_Home);
    QTest::keyClick(&view, Qt::Key_Up);
    EXPECT_EQ(view.scene().focused->position, 0);
}

TEST_F(WindowViews, TheLinesOfAZeroedHeadVanishAndComeBackWithTheBaseline)
{
    openNegation();
    LinesView view(m_session);
    view.resize(800, 500);
    ASSERT_TRUE(hasLinesOf(linesScene(m_session), 2));

    m_session.editIntervention({Stack::Encoder, 0, 2}, Zero{});
    settle();

    EXPECT_FALSE(hasLinesOf(view.scene(), 2));
    m_session.holdBaseline(true);
    EXPECT_TRUE(hasLinesOf(view.scene(), 2));
    m_session.holdBaseline(false);
}

TEST_F(WindowViews, TheLinesAreRefinedUntilEveryOneIsDrawn)
{
    openNegation();
    m_session.editText(QStringLiteral("the film is not good and the actors are not bad but ").repeated(4));
    settle();
    Look look = m_session.look();
    look.threshold = 0;
    m_session.setLook(look);
    LinesView view(m_session);
    view.resize(800, 500);
    view.show();
    ASSERT_GT(view.scene().lines.size(), kFirstPictureLines);
    ASSERT_FALSE(view.isComplete());
    const QImage strongest = view.grab().toImage();

    while (!view.isComplete())
        QApplication::processEvents();

    const QImage refined = view.grab().toImage();
    EXPECT_NE(refined, strongest);
    view.drawForFile(view.devicePixelRatioF()); // every line at once
    EXPECT_EQ(view.grab().toImage(), refined);
}

TEST_F(WindowViews, LinesThatNobodySeesTakeNoMemoryAndComeBackWhereTheyWere)
{
    openNegation();
    m_session.editText(QStringLiteral("the film is not good and the actors are not bad but ").repeated(4));
    settle();
    LinesView view(m_session);
    view.resize(800, 300);
    view.show();
    view.verticalScrollBar()->setValue(90);
    const auto lines = view.scene().lines.size();

    view.hide();
    EXPECT_TRUE(view.scene().patterns.empty());
    view.show();

    EXPECT_EQ(view.scene().lines.size(), lines);
    EXPECT_EQ(view.scrolledBy(), 90);
}

TEST_F(WindowViews, PageDownShowsTheNextLayerAndStopsAtTheLast)
{
    openNegation();
    LinesView view(m_session);

    for (int i = 0; i < 50; ++i)
        QTest::keyClick(&view, Qt::Key_PageDown);
    EXPECT_EQ(m_session.look().layer, m_session.model()->config.layers - 1);
    QTest::keyClick(&view, Qt::Key_PageUp);
    EXPECT_EQ(m_session.look().layer, std::max(0, m_session.model()->config.layers - 2));
}

TEST_F(WindowViews, TheLabelsAreOrderedByTheLargerProbability)
{
    openNegation();

    const auto tables = outputTables(m_session, 8);

    ASSERT_EQ(tables.size(), 1U);
    ASSERT_EQ(static_cast<int>(tables[0].rows.size()), m_session.model()->config.outputs());
    EXPECT_TRUE(tables[0].rows[0].isTop);
    double sum = 0;
    for (const OutputRow &row : tables[0].rows) {
        EXPECT_EQ(row.now, row.baseline);
        sum += row.now;
    }
    EXPECT_NEAR(sum, 1, 1e-6);
    EXPECT_GE(tables[0].rows[0].now, tables[0].rows[1].now);
}

TEST_F(WindowViews, TheNextTokenHasItsOwnTableOfSoManyRows)
{
    open(QStringLiteral("resources/models/induction"), {});
    m_session.editText(QStringLiteral("a b c a b"));
    settle();

    const auto tables = outputTables(m_session, 5);

    ASSERT_EQ(tables.size(), 1U);
    EXPECT_EQ(tables[0].rows.size(), 5U);
    EXPECT_EQ(tables[0].scale, OutputScale::Probability);
    EXPECT_TRUE(std::ranges::is_sorted(tables[0].rows, std::greater{}, &OutputRow::now));
    EXPECT_NEAR(outputDistance(m_session).divergence.value_or(-1), 0, 1e-6);
}

TEST_F(WindowViews, TypingEditsTheTextAndUndoIsTheDocuments)
{
    openNegation();
    TextPanel panel(m_session);
    auto *edit = panel.findChild<QPlainTextEdit *>(QStringLiteral("text"));
    ASSERT_EQ(edit->toPlainText(), m_sentence);

    edit->moveCursor(QTextCursor::End);
    QTest::keyClicks(edit, QStringLiteral(" !"));
    EXPECT_EQ(m_session.text(), m_sentence + QStringLiteral(" !"));
    EXPECT_FALSE(edit->document()->isUndoAvailable());
    while (m_session.undoStack().canUndo())
        m_session.undoStack().undo();
    EXPECT_EQ(edit->toPlainText(), m_sentence);
    settle();
}

TEST_F(WindowViews, TypingInTheMiddleKeepsTheCursor)
{
    openNegation();
    TextPanel panel(m_session);
    auto *edit = panel.findChild<QPlainTextEdit *>(QStringLiteral("text"));
    QTextCursor cursor = edit->textCursor();
    cursor.setPosition(3);
    edit->setTextCursor(cursor);

    QTest::keyClicks(edit, QStringLiteral("n"));

    EXPECT_EQ(edit->textCursor().position(), 4);
    settle();
}

TEST_F(WindowViews, PageUpAndDownStepThroughTheLayersFromTheHeadStrip)
{
    openNegation();
    HeadStrip strip(m_session);
    auto *squares = strip.findChild<HeadSquares *>();

    QTest::keyClick(squares, Qt::Key_PageDown);
    EXPECT_EQ(m_session.look().layer, 1);
    QTest::keyClick(squares, Qt::Key_PageUp);
    QTest::keyClick(squares, Qt::Key_PageUp);
    EXPECT_EQ(m_session.look().layer, 0);
}

TEST_F(WindowViews, AnEmptySessionHasNoLinesAndNoTables)
{
    LinesView view(m_session);
    HeadStrip strip(m_session);
    TextPanel panel(m_session);
    for (QWidget *widget : std::initializer_list<QWidget *>{&view, &strip, &panel})
        EXPECT_FALSE(widget->grab().isNull());
    EXPECT_TRUE(outputTables(m_session, 8).empty());
    EXPECT_FALSE(outputDistance(m_session).divergence);
}

} // namespace
} // namespace headscope
