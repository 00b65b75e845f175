#include "tests/ui/views/opened_session.h"
#include "ui/views/head_board_view.h"
#include "ui/views/metric_controls.h"
#include "ui/views/stale_veil.h"

#include <QComboBox>
#include <QLabel>
#include <QTest>
#include <QToolButton>

namespace headscope {
namespace {

/// What is said of work that was stopped, and how it is taken up again.
class StoppedWork : public SessionOnModel {
protected:
    void SetUp() override { openNegation(); }

    /// Until the stop comes before the end of the run.
    void stopARun()
    {
        for (int attempt = 0; attempt < 50 && m_session.shownLag() == ShownLag::None; ++attempt) {
            m_session.editText(QStringLiteral("good ").repeated(20 + attempt));
            m_session.cancel();
            settle();
        }
        ASSERT_EQ(m_session.shownLag(), ShownLag::Text);
    }

    /// Until the stop comes before the end of the sweep.
    void stopASweep()
    {
        Look look = m_session.look();
        look.metric = {MetricId::EffectKl};
        for (int attempt = 0; attempt < 50 && !m_session.isScoringStopped(); ++attempt) {
            look.metric.kind = attempt % 2 == 0 ? Intervention(Mean{}) : Intervention(Zero{});
            m_session.setLook(look);
            m_session.cancel();
            settle();
        }
        ASSERT_TRUE(m_session.isScoringStopped());
    }
};

TEST_F(StoppedWork, WhatIsShownKeepsItsOwnText)
{
    const QString before = m_session.text();
    stopARun();
    EXPECT_NE(m_session.text(), m_session.shownTexts().text);
    EXPECT_FALSE(m_session.tokens().empty());

    Look look = m_session.look();
    look.pinned = PinnedToken{TokenSide::Query, 1};
    m_session.setLook(look);
    m_session.computeAgain();
    settle();

    EXPECT_EQ(m_session.shownLag(), ShownLag::None);
    EXPECT_EQ(m_session.shownTexts().text, m_session.text());
    EXPECT_EQ(m_session.shownTokens().size(), m_session.tokens().size());
    EXPECT_FALSE(m_session.look().pinned); // it was a token of the other text
}

TEST_F(StoppedWork, AnotherTextsPictureIsVeiledUntilItsOwnIsThere)
{
    QWidget outer;
    QWidget below(&outer);
    const StaleVeil veil(m_session, &below);
    outer.show();
    EXPECT_FALSE(veil.isVisible());

    stopARun();
    EXPECT_TRUE(QTest::qWaitFor([&] { return veil.isVisible(); }, kPatience));

    m_session.computeAgain();
    settle();
    EXPECT_FALSE(veil.isVisible());
}

TEST_F(StoppedWork, TheBoardSaysHowManyHeadsAreLeftAndMeasuresThem)
{
    HeadBoardView view(m_session);
    view.show();
    const auto *missing = view.findChild<QLabel *>(QStringLiteral("notMeasured"));
    auto *rest = view.findChild<QToolButton *>(QStringLiteral("measureRest"));
    EXPECT_FALSE(missing->isVisible());

    stopASweep();
    const int left = view.picture().notMeasured();
    EXPECT_GT(left, 0);
    EXPECT_TRUE(missing->isVisible());
    EXPECT_TRUE(missing->text().startsWith(QString::number(left))) << missing->text().toStdString();

    rest->click();
    settle();
    EXPECT_EQ(view.picture().notMeasured(), 0);
    EXPECT_FALSE(missing->isVisible());
}

TEST_F(StoppedWork, ChoosingTheSameMetricAgainGoesOn)
{
    MetricControls controls(m_session);
    stopASweep();
    auto *metric = controls.findChild<QComboBox *>(QStringLiteral("metric"));

    emit metric->activated(metric->currentIndex());
    settle();

    EXPECT_TRUE(m_session.scores().complete);
}

} // namespace
} // namespace headscope
