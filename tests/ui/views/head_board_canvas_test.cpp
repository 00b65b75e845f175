#include "ui/views/head_board_canvas.h"

#include <gtest/gtest.h>

#include <QContextMenuEvent>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

namespace headscope {
namespace {

HeadId at(int layer, int head)
{
    return {Stack::Encoder, layer, head};
}

/// A board that answers like the session does: what is edited is shown.
class HeadBoardCanvasTest : public testing::Test {
protected:
    HeadBoardCanvasTest()
    {
        m_picture.shape = {30, 9, 3};
        m_picture.focused = at(0, 0);
        m_canvas.resize(260, 620);
        m_canvas.setPicture(m_picture);
        m_canvas.show();
        QObject::connect(&m_canvas, &HeadBoardCanvas::painted, &m_canvas,
                         [this](const Interventions &interventions, int gesture) {
                             m_gestures.push_back(gesture);
                             take(interventions);
                         });
        QObject::connect(&m_canvas, &HeadBoardCanvas::edited, &m_canvas,
                         [this](const Interventions &interventions) {
                             ++m_edits;
                             take(interventions);
                         });
        QObject::connect(&m_canvas, &HeadBoardCanvas::inspected, &m_canvas, [this](const HeadId &head) {
            m_picture.focused = head;
            m_canvas.setPicture(m_picture);
        });
    }

    void take(const Interventions &interventions)
    {
        m_picture.interventions = interventions;
        m_canvas.setEditable(interventions);
        m_canvas.setPicture(m_picture);
    }

    [[nodiscard]] QPoint centre(int layer, int head) const
    {
        return m_canvas.boardLayout().cell(at(layer, head)).center().toPoint();
    }

    void click(QPoint position) { QTest::mouseClick(m_canvas.viewport(), Qt::LeftButton, {}, position); }

    HeadBoardPicture m_picture;
    HeadBoardCanvas m_canvas;
    std::vector<int> m_gestures;
    int m_edits = 0;
};

TEST_F(HeadBoardCanvasTest, AClickAblatesAndAnotherRestores)
{
    click(centre(23, 3));
    EXPECT_EQ(m_picture.interventions, (Interventions{{at(23, 3), Zero{}}}));

    click(centre(23, 3));
    EXPECT_TRUE(m_picture.interventions.empty());
    EXPECT_NE(m_gestures.front(), m_gestures.back());
}

TEST_F(HeadBoardCanvasTest, ADragPaintsEveryCellOnItsWayInOneGesture)
{
    QTest::mousePress(m_canvas.viewport(), Qt::LeftButton, {}, centre(2, 0));
    QTest::mouseMove(m_canvas.viewport(), centre(2, 8));
    QTest::mouseRelease(m_canvas.viewport(), Qt::LeftButton, {}, centre(2, 8));

    EXPECT_EQ(m_picture.interventions.size(), 9U);
    EXPECT_EQ(std::set<int>(m_gestures.begin(), m_gestures.end()).size(), 1U);
}

TEST_F(HeadBoardCanvasTest, ADragThatBeginsOnAnAblatedHeadOnlyRestores)
{
    take({{at(2, 1), Zero{}}, {at(2, 3), Mean{}}});

    QTest::mousePress(m_canvas.viewport(), Qt::LeftButton, {}, centre(2, 1));
    QTest::mouseMove(m_canvas.viewport(), centre(2, 4));
    QTest::mouseRelease(m_canvas.viewport(), Qt::LeftButton, {}, centre(2, 4));

    EXPECT_TRUE(m_picture.interventions.empty());
}

TEST_F(HeadBoardCanvasTest, HeadersToggleWholeRowsAndColumnsWithShift)
{
    QTest::mouseClick(m_canvas.viewport(), Qt::LeftButton, Qt::ShiftModifier,
                      m_canvas.boardLayout().rowHeader(5).center().toPoint());
    EXPECT_EQ(m_picture.interventions.size(), 9U);

    QTest::mouseClick(m_canvas.viewport(), Qt::LeftButton, Qt::ShiftModifier,
                      m_canvas.boardLayout().columnHeader(0).center().toPoint());
    EXPECT_EQ(m_picture.interventions.size(), 9U + 29U);
    EXPECT_EQ(m_edits, 2);
}

TEST_F(HeadBoardCanvasTest, APlainClickOnAHeaderShowsTheLayerAndChangesNothing)
{
    const QSignalSpy chosen(&m_canvas, &HeadBoardCanvas::layerChosen);

    click(m_canvas.boardLayout().rowHeader(5).center().toPoint());
    click(m_canvas.boardLayout().columnHeader(0).center().toPoint());

    ASSERT_EQ(chosen.size(), 1);
    EXPECT_EQ(chosen.front().front().toInt(), 5);
    EXPECT_TRUE(m_picture.interventions.empty());
}

TEST_F(HeadBoardCanvasTest, TheKeyboardReachesEveryHead)
{
    const QSignalSpy opened(&m_canvas, &HeadBoardCanvas::opened);
    for (const Qt::Key key : {Qt::Key_Down, Qt::Key_Down, Qt::Key_Right, Qt::Key_Up, Qt::Key_Left})
        QTest::keyClick(&m_canvas, key);
    QTest::keyClick(&m_canvas, Qt::Key_Left); // already at the edge
    QTest::keyClick(&m_canvas, Qt::Key_Space);
    QTest::keyClick(&m_canvas, Qt::Key_Return);

    EXPECT_EQ(m_picture.focused, at(1, 0));
    EXPECT_EQ(m_picture.interventions, (Interventions{{at(1, 0), Zero{}}}));
    EXPECT_EQ(opened.count(), 1);
    EXPECT_TRUE(m_canvas.accessibleDescription().contains(QStringLiteral("1.0")));
}

TEST_F(HeadBoardCanvasTest, HoveringInspectsAndLeavingReturnsToTheChosenHead)
{
    click(centre(4, 4));
    QTest::mouseMove(m_canvas.viewport(), centre(7, 7));
    EXPECT_EQ(m_picture.focused, at(7, 7));

    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(m_canvas.viewport(), &leave);
    EXPECT_EQ(m_picture.focused, at(4, 4));
}

TEST_F(HeadBoardCanvasTest, ManyLayersScrollAndTheKeyboardFollows)
{
    m_picture.shape = {120, 12, 12};
    m_canvas.setPicture(m_picture);
    for (int step = 0; step < 100; ++step)
        QTest::keyClick(&m_canvas, Qt::Key_Down);

    EXPECT_GT(m_canvas.verticalScrollBar()->value(), 0);
    EXPECT_TRUE(m_canvas.boardLayout().cells.contains(m_canvas.boardLayout().cell(at(100, 0))));
}

TEST_F(HeadBoardCanvasTest, ARightClickAsksForTheMenuOfHeadsUnderThePointer)
{
    std::vector<std::size_t> asked;
    QObject::connect(&m_canvas, &HeadBoardCanvas::menuRequested, &m_canvas,
                     [&](const std::vector<HeadId> &heads) { asked.push_back(heads.size()); });
    const auto rightClick = [&](QPoint position) {
        QContextMenuEvent event(QContextMenuEvent::Mouse, position,
                                m_canvas.viewport()->mapToGlobal(position));
        QCoreApplication::sendEvent(m_canvas.viewport(), &event);
    };

    rightClick(centre(3, 3));
    rightClick(m_canvas.boardLayout().rowHeader(3).center().toPoint());
    rightClick({1, 1});

    EXPECT_EQ(asked, (std::vector<std::size_t>{1, 9}));
}

TEST_F(HeadBoardCanvasTest, GrabbingShowsTheAblatedCellDifferently)
{
    const QImage before = m_canvas.grab().toImage();
    click(centre(0, 0));

    const QRect cell = m_canvas.boardLayout().cell({Stack::Encoder, 0, 0}).toRect().adjusted(3, 3, -3, -3);
    EXPECT_NE(before.copy(cell), m_canvas.grab().toImage().copy(cell));
}

} // namespace
} // namespace headscope
