#include "tests/ui/views/made_result.h"
#include "tests/ui/views/picture.h"
#include "ui/style/color_scale.h"
#include "ui/style/token_text.h"
#include "ui/views/matrix_plot.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QTest>

namespace headscope {
namespace {

MatrixPicture pictureOf(int tokens, int head)
{
    static const QStringList words = {
        QStringLiteral("The"),  QStringLiteral("·sun"),  QStringLiteral("·rises"), QStringLiteral("·in"),
        QStringLiteral("·the"), QStringLiteral("·east"), QStringLiteral("·and"),   QStringLiteral("·sets")};
    MatrixPicture picture;
    picture.pattern = madeResult(1, 4, tokens)->pattern({Stack::Encoder, 0, head});
    for (int token = 0; token < tokens; ++token)
        picture.queries.append(isolated(words[token % words.size()]));
    picture.keys = picture.queries;
    picture.title = QStringLiteral("Head 0.%1").arg(head);
    return picture;
}

class MatrixPlotTest : public testing::Test {
protected:
    MatrixPlotTest()
    {
        applyTheme(*qApp, ThemeKind::Light);
        m_plot.resize(600, 640);
        m_plot.show();
        m_plot.setPicture(pictureOf(8, 2));
        QApplication::processEvents();
    }

    void wheel(QPointF position, int notches)
    {
        QWidget *child = m_plot.childAt(position.toPoint());
        QWheelEvent event(position - child->pos(), m_plot.mapToGlobal(position), {}, {0, 120 * notches},
                          Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(child, &event);
    }

    MatrixPlot m_plot;
};

TEST_F(MatrixPlotTest, ShowsWholeOuterCells)
{
    EXPECT_EQ(m_plot.visibleCells(), QRectF(0, 0, 8, 8));
}

TEST_F(MatrixPlotTest, AKnownCellHasTheExpectedColour)
{
    const ColorScale scale = ColorScale::attention(currentTheme());
    const QImage image = m_plot.grab().toImage();

    EXPECT_EQ(colorAt(image, m_plot.positionOf({3, 3})), scale.color(1));
    EXPECT_EQ(colorAt(image, m_plot.positionOf({3, 0})), scale.color(0));
}

TEST_F(MatrixPlotTest, CellsAreSquareAndFoundAgain)
{
    const QPointF width = m_plot.positionOf({0, 1}) - m_plot.positionOf({0, 0});
    const QPointF height = m_plot.positionOf({1, 0}) - m_plot.positionOf({0, 0});

    EXPECT_NEAR(width.x(), height.y(), 1);
    for (const MatrixCell cell : {MatrixCell{0, 0}, MatrixCell{7, 7}, MatrixCell{2, 5}})
        EXPECT_EQ(m_plot.cellAt(m_plot.positionOf(cell)), cell);
    EXPECT_FALSE(m_plot.cellAt({1, 1}));
}

TEST_F(MatrixPlotTest, TheWheelZoomsAndADoubleClickShowsAll)
{
    wheel(m_plot.positionOf({2, 2}), 2);
    const QRectF zoomed = m_plot.visibleCells();
    EXPECT_LT(zoomed.width(), 8);
    EXPECT_NEAR(zoomed.width(), zoomed.height(), 1e-6);

    QTest::mouseDClick(m_plot.childAt(300, 200), Qt::LeftButton, {}, {300, 200});
    EXPECT_EQ(m_plot.visibleCells(), QRectF(0, 0, 8, 8));
}

TEST_F(MatrixPlotTest, TheKeyboardZoomsAndPansInsideTheMatrix)
{
    QTest::keyClick(&m_plot, Qt::Key_Plus);
    QTest::keyClick(&m_plot, Qt::Key_Plus);
    const double zoomed = m_plot.visibleCells().width();
    EXPECT_LT(zoomed, 8);

    for (int step = 0; step < 30; ++step)
        QTest::keyClick(&m_plot, Qt::Key_Right);
    EXPECT_NEAR(m_plot.visibleCells().right(), 8, 1e-6);
    EXPECT_NEAR(m_plot.visibleCells().width(), zoomed, 1e-6);

    QTest::keyClick(&m_plot, Qt::Key_0);
    EXPECT_EQ(m_plot.visibleCells(), QRectF(0, 0, 8, 8));
}

TEST_F(MatrixPlotTest, HoveringTellsTheCell)
{
    std::optional<MatrixCell> cell;
    QObject::connect(&m_plot, &MatrixPlot::hovered, &m_plot,
                     [&](const std::optional<MatrixCell> &hovered) { cell = hovered; });
    const QPoint position = m_plot.positionOf({5, 1}).toPoint();
    QWidget *child = m_plot.childAt(position);

    QTest::mouseMove(child, position - child->pos());

    EXPECT_EQ(cell, (MatrixCell{5, 1}));
}

TEST_F(MatrixPlotTest, AnotherHeadKeepsTheZoomAndAnotherTextDoesNot)
{
    m_plot.zoom(2);
    m_plot.setPicture(pictureOf(8, 1));
    EXPECT_LT(m_plot.visibleCells().width(), 8);

    m_plot.setPicture(pictureOf(20, 1));
    EXPECT_EQ(m_plot.visibleCells(), QRectF(0, 0, 20, 20));
}

TEST_F(MatrixPlotTest, PicturesForTheEyes)
{
    for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark}) {
        for (const int tokens : {10, 160}) {
            for (const double scale : {1.0, 2.0}) {
                const QImage image = drawn({900, 700}, scale, [&](QPainter &painter) {
                    drawMatrixPicture(painter, {0, 0, 900, 700}, pictureOf(tokens, tokens == 10 ? 3 : 0),
                                      themeOf(kind));
                });
                EXPECT_EQ(colorAt(image, {4, 4}), themeOf(kind).background);
                keep(image,
                     QStringLiteral("matrix-%1-%2-%3")
                         .arg(kind == ThemeKind::Dark ? QStringLiteral("dark") : QStringLiteral("light"))
                         .arg(tokens)
                         .arg(scale));
            }
        }
    }
}

TEST_F(MatrixPlotTest, AThemeChangeRecoloursCellsAndTexts)
{
    applyTheme(*qApp, ThemeKind::Dark);
    QApplication::sendPostedEvents();

    EXPECT_EQ(colorAt(m_plot.grab().toImage(), m_plot.positionOf({3, 0})),
              themeOf(ThemeKind::Dark).background);
    applyTheme(*qApp, ThemeKind::Light);
    QApplication::sendPostedEvents();
}

TEST_F(MatrixPlotTest, NothingToShowIsNoMistake)
{
    m_plot.setPicture({});

    EXPECT_FALSE(m_plot.cellAt({300, 300}));
    EXPECT_FALSE(m_plot.grab().isNull());
}

} // namespace
} // namespace headscope
