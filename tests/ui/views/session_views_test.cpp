#include "tests/support/source_folder.h"
#include "tests/ui/views/picture.h"
#include "ui/style/color_scale.h"
#include "ui/views/all_heads_view.h"
#include "ui/views/head_board_view.h"
#include "ui/views/matrix_view.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

namespace headscope {
namespace {

constexpr int kPatience = 20'000; // milliseconds

/// The views on a real session with the embedded model.
class SessionViews : public testing::Test {
protected:
    void SetUp() override
    {
        applyTheme(*qApp, ThemeKind::Light);
        m_session.openModel(QString::fromStdString(sourceFolder() + "/resources/models/negation"),
                            QStringLiteral("negation"), QStringLiteral("the film is not good"));
        ASSERT_TRUE(m_results.wait(kPatience));
        settle();
        m_results.clear();
    }

    void settle()
    {
        QApplication::processEvents();
        while (m_session.isBusy())
            ASSERT_TRUE(m_busy.wait(kPatience));
        QApplication::processEvents();
    }

    static QImage pictureOf(QWidget &widget, double scale)
    {
        return drawn(widget.size(), scale, [&](QPainter &painter) { widget.render(&painter); });
    }

    AnalysisSession m_session;
    QSignalSpy m_results{&m_session, &AnalysisSession::resultChanged};
    QSignalSpy m_busy{&m_session, &AnalysisSession::busyChanged};
    const HeadId m_key{Stack::Encoder, 0, 2};
};

TEST_F(SessionViews, AClickOnTheBoardChangesTheResult)
{
    HeadBoardView view(m_session);
    view.resize(280, 500);
    view.show();
    auto *canvas = view.findChild<HeadBoardCanvas *>(QStringLiteral("headBoard"));
    auto *summary = view.findChild<QLabel *>(QStringLiteral("interventionSummary"));
    EXPECT_EQ(summary->text(), QStringLiteral("all heads active"));

    QTest::mouseClick(canvas->viewport(), Qt::LeftButton, {},
                      canvas->boardLayout().cell(m_key).center().toPoint());

    EXPECT_EQ(summary->text(), QStringLiteral("1 head off · zero"));
    ASSERT_TRUE(m_results.wait(kPatience));
    EXPECT_EQ(m_session.shown()->interventions, (Interventions{{m_key, Zero{}}}));
    m_session.undoStack().undo();
    EXPECT_EQ(summary->text(), QStringLiteral("all heads active"));
    settle();
}

TEST_F(SessionViews, ADragOverTheBoardIsOneUndoStep)
{
    HeadBoardView view(m_session);
    view.resize(280, 500);
    view.show();
    auto *canvas = view.findChild<HeadBoardCanvas *>(QStringLiteral("headBoard"));
    const auto centre = [&](int head) {
        return canvas->boardLayout().cell({Stack::Encoder, 1, head}).center().toPoint();
    };

    QTest::mousePress(canvas->viewport(), Qt::LeftButton, {}, centre(0));
    QTest::mouseMove(canvas->viewport(), centre(3));
    QTest::mouseRelease(canvas->viewport(), Qt::LeftButton, {}, centre(3));

    EXPECT_EQ(m_session.interventions().size(), 4U);
    EXPECT_EQ(m_session.undoStack().count(), 1);
    settle();
}

TEST_F(SessionViews, TheMetricIsChosenFromAListAndShared)
{
    HeadBoardView view(m_session);
    auto *metricBox = view.findChild<QComboBox *>(QStringLiteral("metric"));
    auto *canvas = view.findChild<HeadBoardCanvas *>(QStringLiteral("headBoard"));
    ASSERT_EQ(metricBox->count(), static_cast<int>(metrics().size()) + 1); // and a line between the groups

    QTest::keyClick(metricBox, Qt::Key_Down);

    EXPECT_EQ(m_session.look().metric.id, MetricId::Distance);
    EXPECT_EQ(canvas->picture().values, metricOfHeads(*m_session.shown(), {MetricId::Distance}));
}

TEST_F(SessionViews, HoldingTheBaselineShowsNoIntervention)
{
    HeadBoardView view(m_session);
    auto *canvas = view.findChild<HeadBoardCanvas *>(QStringLiteral("headBoard"));
    m_session.editIntervention(m_key, Mean{});
    settle();

    m_session.holdBaseline(true);
    EXPECT_TRUE(canvas->picture().interventions.empty());
    m_session.holdBaseline(false);
    EXPECT_EQ(canvas->picture().interventions.size(), 1U);
}

TEST_F(SessionViews, EnterOnTheBoardShowsTheLayer)
{
    HeadBoardView view(m_session);
    view.show();
    auto *canvas = view.findChild<HeadBoardCanvas *>(QStringLiteral("headBoard"));

    QTest::keyClick(canvas, Qt::Key_Down);
    QTest::keyClick(canvas, Qt::Key_Return);

    EXPECT_EQ(m_session.look().layer, 1);
    EXPECT_EQ(m_session.look().focusedHead.layer, 1);
}

TEST_F(SessionViews, TheMatrixFollowsTheFocusedHead)
{
    MatrixView view(m_session);
    view.resize(700, 600);
    view.show();
    auto *plot = view.findChild<MatrixPlot *>(QStringLiteral("matrix"));
    Look look = m_session.look();
    look.focusedHead = m_key;

    m_session.setLook(look);

    EXPECT_EQ(plot->picture().title, QStringLiteral("Head 0.2"));
    EXPECT_EQ(plot->picture().keys.size(), m_session.shown()->tokenCount());
    EXPECT_EQ(plot->picture().pattern.data(), m_session.shown()->pattern(m_key).data());
    view.findChild<QComboBox *>(QStringLiteral("matrixChoice"))->setCurrentIndex(1);
    EXPECT_NE(plot->picture().pattern.data(), m_session.shown()->pattern(m_key).data());
}

TEST_F(SessionViews, AThumbnailOpensTheMatrix)
{
    AllHeadsView view(m_session);
    view.resize(900, 600);
    view.show();
    auto *canvas = view.findChild<AllHeadsCanvas *>(QStringLiteral("allHeads"));

    QTest::mouseClick(canvas->viewport(), Qt::LeftButton, {},
                      canvas->headsLayout().thumbnail({Stack::Encoder, 1, 3}).center().toPoint());

    EXPECT_EQ(m_session.look().view, CentreView::Matrix);
    EXPECT_EQ(m_session.look().layer, 1);
    EXPECT_EQ(m_session.look().focusedHead, (HeadId{Stack::Encoder, 1, 3}));
}

TEST_F(SessionViews, PicturesForTheEyes)
{
    m_session.editIntervention(m_key, Zero{});
    settle();
    HeadBoardView board(m_session);
    MatrixView matrix(m_session);
    AllHeadsView all(m_session);
    board.resize(280, 420);
    matrix.resize(760, 600);
    all.resize(760, 520);
    for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark}) {
        applyTheme(*qApp, kind);
        for (QWidget *widget : std::initializer_list<QWidget *>{&board, &matrix, &all})
            widget->show();
        QApplication::processEvents();
        const QString theme = kind == ThemeKind::Dark ? QStringLiteral("dark") : QStringLiteral("light");
        for (const double scale : {1.0, 2.0}) {
            const QString suffix = QStringLiteral("-%1-%2").arg(theme).arg(scale);
            keep(pictureOf(board, scale), QStringLiteral("view-board") + suffix);
            keep(pictureOf(matrix, scale), QStringLiteral("view-matrix") + suffix);
            keep(pictureOf(all, scale), QStringLiteral("view-all") + suffix);
        }
        EXPECT_EQ(colorAt(pictureOf(board, 1), {2, 2}), themeOf(kind).background);
    }
    applyTheme(*qApp, ThemeKind::Light);
    QApplication::processEvents();
}

TEST_F(SessionViews, AnEmptySessionHasEmptyViews)
{
    AnalysisSession empty;
    HeadBoardView board(empty);
    MatrixView matrix(empty);
    AllHeadsView all(empty);
    for (QWidget *widget : std::initializer_list<QWidget *>{&board, &matrix, &all}) {
        widget->show();
        EXPECT_FALSE(widget->grab().isNull());
    }
}

} // namespace
} // namespace headscope
