#include "tests/ui/views/opened_session.h"
#include "ui/session/wanted_patterns.h"
#include "ui/views/all_heads_view.h"
#include "ui/views/lines_scene.h"
#include "ui/views/lines_view.h"
#include "ui/views/matrix_view.h"

#include <algorithm>

namespace headscope {
namespace {

/// A session that keeps no patterns.
class LongText : public SessionOnModel {
protected:
    void SetUp() override
    {
        m_session.setPatternBudget(1);
        openNegation();
    }

    [[nodiscard]] HeadPattern shown(const HeadId &head) const { return m_session.shown()->pattern(head); }

    void look(const std::function<void(Look &)> &change)
    {
        Look look = m_session.look();
        change(look);
        m_session.setLook(look);
        settle();
    }

    const HeadId m_key{Stack::Encoder, 0, 2};
    const HeadId m_other{Stack::Encoder, 1, 3};
};

TEST_F(LongText, ThePatternsThatTheLinesNeedComeByThemselves)
{
    ASSERT_FALSE(m_session.shown()->keepsPatterns());

    for (int head = 0; head < 4; ++head)
        EXPECT_FALSE(shown({Stack::Encoder, 0, head}).isEmpty()) << head;
    EXPECT_TRUE(shown(m_other).isEmpty());
    EXPECT_FALSE(m_session.isAwaitingPattern());
    const LinesScene scene = linesScene(m_session);
    EXPECT_EQ(scene.drawnHeads(), 4);
    EXPECT_TRUE(linesNote(m_session, scene).isEmpty());
}

TEST_F(LongText, APatternIsAwaitedAndThenEqualsTheKeptOne)
{
    Look look = m_session.look();
    look.focusedHead = m_other;
    m_session.setLook(look);
    EXPECT_TRUE(m_session.isAwaitingPattern());
    EXPECT_FALSE(linesNote(m_session, linesScene(m_session)).isEmpty());
    settle();
    const HeadPattern again = shown(m_other);
    ASSERT_FALSE(again.isEmpty());

    m_session.setPatternBudget(0);
    openNegation();
    ASSERT_TRUE(m_session.shown()->keepsPatterns());
    const HeadPattern kept = shown(m_other);
    ASSERT_EQ(again.tokens(), kept.tokens());
    for (int query = 0; query < kept.queries(); ++query)
        for (int key = 0; key < kept.keys(); ++key)
            EXPECT_NEAR(again.attention(query, key), kept.attention(query, key), 1e-5);
}

TEST_F(LongText, TheBaselineHasPatternsOfItsOwn)
{
    m_session.editIntervention(m_key, Uniform{});
    settle();
    const float now = shown(m_key).attention(1, 1);

    m_session.holdBaseline(true);
    settle();
    ASSERT_FALSE(shown(m_key).isEmpty());
    EXPECT_NE(shown(m_key).attention(1, 1), now);

    m_session.holdBaseline(false);
    EXPECT_EQ(shown(m_key).attention(1, 1), now);
}

TEST_F(LongText, AMeanHasAllOfItsHeads)
{
    look([](Look &look) {
        look.view = CentreView::Matrix;
        look.matrix = MatrixContent::MeanOfShown;
        look.layer = 1;
    });

    EXPECT_FALSE(MatrixView::patternOf(*m_session.shown(), m_session.look()).isEmpty());
}

TEST_F(LongText, WhatWasCancelledIsAskedForAgainByTheNextLook)
{
    Look look = m_session.look();
    look.focusedHead = m_other;
    m_session.setLook(look);
    m_session.cancel();
    settle();
    EXPECT_FALSE(m_session.isAwaitingPattern());

    look.focusedHead = {Stack::Encoder, 1, 2};
    m_session.setLook(look);
    look.focusedHead = m_other;
    m_session.setLook(look);
    settle();
    EXPECT_FALSE(shown(m_other).isEmpty());
}

TEST_F(LongText, InspectingAHeadDoesNotBeginTheSweepAnew)
{
    std::vector<std::size_t> rows;
    std::vector<double> shares;
    QObject::connect(&m_session, &AnalysisSession::scoresChanged, [&] {
        const auto &values = m_session.scores().scores.values;
        rows.push_back(static_cast<std::size_t>(
            std::ranges::count_if(values, [](const auto &row) { return !row.empty(); })));
        if (rows.size() == 2) { // one layer is there: another head is looked at
            Look look = m_session.look();
            look.focusedHead = m_other;
            m_session.setLook(look);
        }
    });
    QObject::connect(&m_session, &AnalysisSession::progressChanged,
                     [&](double share) { shares.push_back(share); });
    look([](Look &look) { look.metric = {MetricId::Distance}; });

    EXPECT_TRUE(m_session.scores().complete);
    EXPECT_FALSE(shown(m_other).isEmpty());
    EXPECT_TRUE(std::ranges::is_sorted(rows));
    ASSERT_FALSE(shares.empty());
    EXPECT_LT(shares.front(), 1);
}

std::shared_ptr<const Tensor> cells(std::ptrdiff_t heads)
{
    return std::make_shared<const Tensor>(Tensor::zeros({heads, 2, 2}));
}

/// Three layers of nine heads that look at so many tokens.
RunResult madeLongRun(std::size_t tokens)
{
    RunResult result;
    result.tokens.ids.resize(tokens);
    result.patterns.resize(3);
    for (int layer = 0; layer < 3; ++layer)
        result.overviews.push_back(cells(9));
    return result;
}

TEST(WantedPatterns, OfAVeryLongTextAreTheFocusedHeadsAlone)
{
    Look look;
    look.layer = 2;
    look.focusedHead = {Stack::Encoder, 2, 5};

    EXPECT_EQ(wantedPatterns(madeLongRun(8192), look), std::vector{look.focusedHead});
}

TEST(WantedPatterns, OfTheLinesComeBeforeTheInspectors)
{
    Look look;
    look.layer = 1;
    look.hiddenHeads = {0};
    look.focusedHead = {Stack::Encoder, 2, 5};

    const std::vector<HeadId> wanted{{Stack::Encoder, 1, 1}, look.focusedHead};
    EXPECT_EQ(wantedPatterns(madeLongRun(8192), look), wanted);
    EXPECT_EQ(wantedPatterns(madeLongRun(1024), look).size(), 9U); // eight shown ones and the focused
}

TEST(WantedPatterns, OfAMeanAreAllOrNone)
{
    Look look;
    look.view = CentreView::Matrix;
    look.matrix = MatrixContent::MeanOfShown;

    EXPECT_EQ(wantedPatterns(madeLongRun(8192), look), std::vector{look.focusedHead});
    EXPECT_EQ(wantedPatterns(madeLongRun(1024), look).size(), 9U);
}

TEST(WantedPatterns, MoreThanThereIsRoomForArePushedOut)
{
    auto pattern = std::make_shared<const Tensor>(Tensor::zeros({1, 2, 2}));
    RunResult run = madeLongRun(8192);
    const HeadId first{Stack::Encoder, 0, 0};
    const HeadId second{Stack::Encoder, 1, 1};

    const auto one = withPattern(run, first, {pattern, 0}, {first});
    EXPECT_FALSE(one->pattern(first).isEmpty());
    EXPECT_TRUE(isSameRun(*one, run));

    const auto other = withPattern(*one, second, {pattern, 0}, {second});
    EXPECT_TRUE(other->pattern(first).isEmpty());
    const auto both = withPattern(*one, second, {pattern, 0}, {first, second});
    EXPECT_EQ(both->computedAgain.size(), 2U);
}

TEST(WantedPatterns, IdleOnesGoBeforeAnotherIsComputed)
{
    auto pattern = std::make_shared<const Tensor>(Tensor::zeros({1, 2, 2}));
    const HeadId first{Stack::Encoder, 0, 0};
    const auto shortRun = withPattern(madeLongRun(1024), first, {pattern, 0}, {});
    const auto longRun = withPattern(madeLongRun(8192), first, {pattern, 0}, {});

    EXPECT_EQ(withRoom(shortRun, {}), shortRun);
    EXPECT_EQ(withRoom(longRun, {first}), longRun);
    EXPECT_TRUE(withRoom(longRun, {})->pattern(first).isEmpty());
    EXPECT_FALSE(longRun->pattern(first).isEmpty());
}

/// Whether a view that nobody sees any more lets go of the results it showed.
template <typename View>
class HiddenView : public SessionOnModel {
};
using ViewsOfPatterns = testing::Types<LinesView, MatrixView, AllHeadsView>;
TYPED_TEST_SUITE(HiddenView, ViewsOfPatterns);

TYPED_TEST(HiddenView, HoldsNoPatterns)
{
    this->openNegation();
    TypeParam view(this->m_session);
    view.show();
    view.grab();
    const std::weak_ptr<const Tensor> pattern = this->m_session.shown()->patterns.front();
    ASSERT_FALSE(pattern.expired());

    view.hide();
    this->m_session.editText(QStringLiteral("another film that is not bad at all"));
    this->settle();

    EXPECT_TRUE(pattern.expired());
}

} // namespace
} // namespace headscope
