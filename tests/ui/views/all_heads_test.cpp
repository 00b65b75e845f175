#include "tests/ui/views/made_result.h"
#include "tests/ui/views/picture.h"
#include "ui/style/color_scale.h"
#include "ui/views/all_heads_canvas.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QScrollBar>
#include <QTest>

namespace headscope {
namespace {

HeadId at(int layer, int head)
{
    return {Stack::Encoder, layer, head};
}

AllHeadsPicture pictureOf(const HeadBoardShape &shape, int tokens)
{
    AllHeadsPicture picture;
    picture.shape = shape;
    picture.result = madeResult(shape.layers, shape.heads, tokens);
    picture.interventions = {{at(1, 2), Zero{}}, {at(0, 1), Scale{0.5F}}};
    picture.focused = at(0, 0);
    picture.currentLayer = 1;
    return picture;
}

TEST(AllHeadsLayout, EveryThumbnailIsFoundAtItsCentre)
{
    const HeadBoardShape shape{30, 9, 3};
    const auto layout = layOutAllHeads(shape, {900, 4000});

    for (const HeadId &head : headsOfModel(shape))
        EXPECT_EQ(layout.headAt(layout.thumbnail(head).center()), head);
    EXPECT_FALSE(layout.headAt({1, 1}));
    EXPECT_LE(layout.content.width(), 900);
}

TEST(AllHeadsLayout, FitsEveryLayerIntoAPictureForAFile)
{
    AllHeadsOptions options;
    options.fitsAll = true;
    options.smallest = 8;

    const auto layout = layOutAllHeads({30, 9, 3}, {1600, 1000}, options);

    EXPECT_LE(layout.content.height(), 1000);
    EXPECT_LE(layout.content.width(), 1600);
    EXPECT_GE(layout.side, 40);
    EXPECT_EQ(layout.headAt(layout.thumbnail(at(29, 8)).center()), at(29, 8));
    EXPECT_EQ(layout.endOfVisibleLayers(), 30);
}

TEST(AllHeadsLayout, OnlyLayersInSightAreCounted)
{
    AllHeadsOptions options;
    options.scroll = 1000;

    const auto layout = layOutAllHeads({30, 9, 3}, {900, 600}, options);

    EXPECT_GT(layout.firstVisibleLayer(), 5);
    EXPECT_LT(layout.endOfVisibleLayers(), 20);
    EXPECT_GT(layout.scrollToShow(29), 0);
    EXPECT_LT(layout.scrollToShow(0), 0);
}

TEST(ThumbnailCache, KeepsWhatDidNotChange)
{
    const Theme &light = themeOf(ThemeKind::Light);
    const auto before = madeResult(2, 4, 16);
    auto after = std::make_shared<RunResult>(*before);
    after->patterns[1] = madeLayer(4, 16);
    ThumbnailCache cache;

    static_cast<void>(cache.thumbnail(*before, at(0, 0), 32, light));
    static_cast<void>(cache.thumbnail(*before, at(1, 0), 32, light));

    EXPECT_TRUE(cache.has(*after, at(0, 0), 32, light));
    EXPECT_FALSE(cache.has(*after, at(1, 0), 32, light));
    EXPECT_FALSE(cache.has(*before, at(0, 0), 64, light));
    EXPECT_FALSE(cache.has(*before, at(0, 0), 32, themeOf(ThemeKind::Dark)));
}

class AllHeadsCanvasTest : public testing::Test {
protected:
    AllHeadsCanvasTest()
    {
        applyTheme(*qApp, ThemeKind::Light);
        m_canvas.resize(900, 600);
        m_canvas.setPicture(pictureOf({30, 9, 3}, 12));
        m_canvas.show();
        QObject::connect(&m_canvas, &AllHeadsCanvas::opened, &m_canvas,
                         [this](const HeadId &head) { m_opened = head; });
        QObject::connect(&m_canvas, &AllHeadsCanvas::inspected, &m_canvas, [this](const HeadId &head) {
            AllHeadsPicture picture = m_canvas.picture();
            picture.focused = head;
            m_canvas.setPicture(picture);
        });
    }

    AllHeadsCanvas m_canvas;
    std::optional<HeadId> m_opened;
};

TEST_F(AllHeadsCanvasTest, AClickOpensTheHead)
{
    QTest::mouseClick(m_canvas.viewport(), Qt::LeftButton, {},
                      m_canvas.headsLayout().thumbnail(at(1, 3)).center().toPoint());

    EXPECT_EQ(m_opened, at(1, 3));
}

TEST_F(AllHeadsCanvasTest, ScrolledClicksOpenWhatIsSeen)
{
    m_canvas.verticalScrollBar()->setValue(900);
    const int layer = m_canvas.headsLayout().firstVisibleLayer() + 1;

    QTest::mouseClick(m_canvas.viewport(), Qt::LeftButton, {},
                      m_canvas.headsLayout().thumbnail(at(layer, 0)).center().toPoint());

    EXPECT_EQ(m_opened, at(layer, 0));
}

TEST_F(AllHeadsCanvasTest, TheKeyboardMovesScrollsAndOpens)
{
    for (int step = 0; step < 20; ++step)
        QTest::keyClick(&m_canvas, Qt::Key_Down);
    QTest::keyClick(&m_canvas, Qt::Key_Right);
    QTest::keyClick(&m_canvas, Qt::Key_Return);

    EXPECT_EQ(m_opened, at(20, 1));
    EXPECT_TRUE(m_canvas.headsLayout().area.contains(m_canvas.headsLayout().thumbnail(at(20, 1))));
}

TEST_F(AllHeadsCanvasTest, AKnownCellHasTheExpectedColourAndAblatedOnesDiffer)
{
    QImage image;
    do { // a frame has a budget: on a busy machine the thumbnails come over several
        image = m_canvas.grab().toImage();
    } while (!m_canvas.isComplete());
    const QRectF self = m_canvas.headsLayout().thumbnail(at(0, 2)); // head 2 looks at itself
    const QPointF corner(self.right() - self.width() / 24, self.bottom() - self.height() / 24);

    EXPECT_EQ(colorAt(image, corner), ColorScale::attention(currentTheme()).color(1));
    EXPECT_NE(colorAt(image, corner + QPointF(0, m_canvas.headsLayout().rowHeight())),
              ColorScale::attention(currentTheme()).color(1));
}

TEST(AllHeadsPaint, PicturesForTheEyes)
{
    for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark}) {
        for (const double scale : {1.0, 2.0}) {
            const QImage image = drawn({1000, 700}, scale, [&](QPainter &painter) {
                drawAllHeadsPicture(painter, {0, 0, 1000, 700}, pictureOf({4, 8, 4}, 20), themeOf(kind));
            });
            EXPECT_EQ(colorAt(image, {2, 2}), themeOf(kind).background);
            keep(image, QStringLiteral("all-%1-%2")
                            .arg(kind == ThemeKind::Dark ? QStringLiteral("dark") : QStringLiteral("light"))
                            .arg(scale));
        }
    }
    keep(drawn({1600, 1000}, 1,
               [&](QPainter &painter) {
                   drawAllHeadsPicture(painter, {0, 0, 1600, 1000}, pictureOf({30, 9, 3}, 64),
                                       themeOf(ThemeKind::Light));
               }),
         QStringLiteral("all-light-smollm"));
}

} // namespace
} // namespace headscope
