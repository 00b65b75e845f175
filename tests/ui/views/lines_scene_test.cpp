#include "tests/ui/views/made_result.h"
#include "ui/style/number_text.h"
#include "ui/views/lines_scene.h"

#include <gtest/gtest.h>

#include <QImage>
#include <QPainter>

namespace headscope {
namespace {

/// Four heads on four tokens; head 0 looks back, 1 at the first, 2 at itself, 3 everywhere.
LinesScene madeScene()
{
    LinesScene scene;
    const auto layer = madeLayer(4, 4);
    for (int head = 0; head < 4; ++head)
        scene.patterns.emplace_back(layer, head);
    scene.lines = attentionLines({scene.patterns, 0.01, 0, false});
    scene.queryTexts = {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("d")};
    scene.keyTexts = scene.queryTexts;
    return scene;
}

TEST(LineOpacity, IsTheAttentionOfASingleHead)
{
    for (const float attention : {0.0F, 0.1F, 0.5F, 1.0F})
        EXPECT_FLOAT_EQ(lineOpacity(attention, 1), attention);
}

TEST(LineOpacity, LeavesStrongLinesAndLetsWeakOnesStepBackAmongManyHeads)
{
    EXPECT_FLOAT_EQ(lineOpacity(1, 12), 1);
    EXPECT_LT(lineOpacity(0.1F, 12), 0.05F);
    EXPECT_GT(lineOpacity(0.9F, 12), 0.8F);
    for (float attention = 0.1F; attention < 1; attention += 0.1F)
        EXPECT_LT(lineOpacity(attention, 12), lineOpacity(attention + 0.1F, 12));
}

TEST(LinesTip, TellsWhereEachDrawnHeadOfAQueryIsStrongest)
{
    const QString tip = linesTip(madeScene(), {TokenSide::Query, 3}, std::nullopt);

    const QStringList lines = tip.split(QLatin1Char('\n'));
    ASSERT_EQ(lines.size(), 5);
    EXPECT_TRUE(lines[0].contains(QStringLiteral("d (3)"))) << tip.toStdString();
    EXPECT_TRUE(lines[1].contains(attentionText(1)) && lines[1].contains(QStringLiteral("c (2)")));
    EXPECT_TRUE(lines[2].contains(QStringLiteral("a (0)")));
    EXPECT_TRUE(lines[4].contains(attentionText(0.25)) && lines[4].contains(decimalText(1.39, 2)));
}

TEST(LinesTip, LeavesOutTheFirstTokenWhereItsLinesAreHidden)
{
    LinesScene scene = madeScene();
    scene.hidesFirstKey = true;

    const QString tip = linesTip(scene, {TokenSide::Query, 3}, std::nullopt);

    EXPECT_TRUE(tip.contains(QStringLiteral("beside the first token"))) << tip.toStdString();
    EXPECT_FALSE(tip.contains(QStringLiteral("a (0)"))) << tip.toStdString();
    EXPECT_TRUE(tip.contains(QStringLiteral("c (2)"))) << tip.toStdString();
}

TEST(LinesTip, TellsAttentionRankAndEntropyBetweenThePinnedTokenAndAnother)
{
    const QString tip = linesTip(madeScene(), {TokenSide::Key, 2}, PinnedToken{TokenSide::Query, 3});

    const QStringList lines = tip.split(QLatin1Char('\n'));
    ASSERT_EQ(lines.size(), 5);
    EXPECT_TRUE(lines[0].contains(QStringLiteral("d (3) → c (2)"))) << tip.toStdString();
    EXPECT_TRUE(lines[1].contains(attentionText(1)) && lines[1].contains(QStringLiteral("rank 1")));
    EXPECT_TRUE(lines[2].contains(attentionText(0)) && lines[2].contains(QStringLiteral("rank 2")));
}

TEST(LinesTip, LeavesOutHiddenHeads)
{
    LinesScene scene = madeScene();
    scene.patterns[1] = {};

    const QString tip = linesTip(scene, {TokenSide::Query, 3}, std::nullopt);

    EXPECT_EQ(tip.split(QLatin1Char('\n')).size(), 4);
    EXPECT_FALSE(tip.contains(QStringLiteral("head 1")));
}

TEST(LinesPicture, AScrolledPictureBeginsFurtherDownAndKeepsItsRows)
{
    LinesPicture picture;
    picture.scene = madeScene();
    for (int token = 0; token < 60; ++token)
        picture.scene.keyTexts.push_back(QString::number(token));
    const auto draw = [&](std::optional<double> scroll) {
        picture.scroll = scroll;
        QImage image(400, 300, QImage::Format_ARGB32_Premultiplied);
        QPainter painter(&image);
        drawLinesPicture(painter, {0, 0, 400, 300}, picture, currentTheme());
        return image;
    };

    EXPECT_NE(draw(0.0), draw(std::nullopt));
    EXPECT_NE(draw(0.0), draw(90.0));
    EXPECT_EQ(draw(90.0), draw(90.0));
}

} // namespace
} // namespace headscope
