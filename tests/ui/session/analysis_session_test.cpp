#include "tests/support/source_folder.h"
#include "ui/session/analysis_session.h"
#include "ui/session/session_text.h"

#include <gtest/gtest.h>

#include <QSignalSpy>

namespace headscope {

namespace {

constexpr int kPatienceMilliseconds = 20'000;

QString negationFolder()
{
    return QString::fromStdString(sourceFolder() + "/resources/models/negation");
}

class OpenedSession : public testing::Test {
protected:
    void SetUp() override
    {
        session.openModel(negationFolder(), QStringLiteral("negation"),
                          QStringLiteral("the film is not good"));
        ASSERT_TRUE(results.wait(kPatienceMilliseconds));
        waitUntilIdle();
        results.clear();
    }

    void waitUntilIdle()
    {
        while (session.isBusy())
            ASSERT_TRUE(idle.wait(kPatienceMilliseconds));
    }

    AnalysisSession session;
    QSignalSpy results{&session, &AnalysisSession::resultChanged};
    QSignalSpy idle{&session, &AnalysisSession::busyChanged};
    QSignalSpy failures{&session, &AnalysisSession::failed};
    const HeadId key{Stack::Encoder, 0, 2};
};

} // namespace

TEST_F(OpenedSession, GivesTheBaselineAsResultWithoutInterventions)
{
    EXPECT_EQ(session.comparison().now, session.comparison().baseline);
    EXPECT_EQ(session.shownTokens().size(), 7U);
    EXPECT_EQ(session.model()->source, QStringLiteral("negation"));
}

TEST_F(OpenedSession, OfManyRapidEditsOnlyTheNewestIsDelivered)
{
    for (int head = 0; head < 4; ++head)
        session.editIntervention({Stack::Encoder, 0, head}, Zero{});
    waitUntilIdle();

    EXPECT_EQ(results.count(), 1);
    EXPECT_EQ(session.comparison().now->interventions.size(), 4U);
}

TEST_F(OpenedSession, AGestureIsOneUndoStepAndUndoComputesAgain)
{
    Interventions painted;
    for (int head = 0; head < 3; ++head) {
        painted[{Stack::Encoder, 1, head}] = Zero{};
        session.editInterventionsInGesture(painted, 7);
    }
    waitUntilIdle();
    EXPECT_EQ(session.undoStack().count(), 1);

    session.undoStack().undo();
    waitUntilIdle();

    EXPECT_TRUE(session.interventions().empty());
    EXPECT_EQ(session.comparison().now, session.comparison().baseline);
}

TEST_F(OpenedSession, AGestureThatEndsWhereItBeganLeavesNoStep)
{
    session.editInterventionsInGesture({{key, Zero{}}}, 3);
    session.editInterventionsInGesture({}, 3);

    EXPECT_EQ(session.undoStack().count(), 0);
    waitUntilIdle();
}

TEST_F(OpenedSession, HoldingTheBaselineShowsItAndLettingGoComesBack)
{
    session.editIntervention(key, Zero{});
    waitUntilIdle();

    session.holdBaseline(true);
    EXPECT_EQ(session.shown(), session.comparison().baseline);
    EXPECT_TRUE(session.shownInterventions().empty());
    session.holdBaseline(false);
    EXPECT_EQ(session.shown(), session.comparison().now);
    EXPECT_EQ(session.shownInterventions().size(), 1U);
}

TEST_F(OpenedSession, AFailedOpeningLeavesThePreviousModel)
{
    const auto before = session.model();

    session.openModel(QStringLiteral("/no/such/model"), QStringLiteral("/no/such/model"), QString());
    ASSERT_TRUE(failures.wait(kPatienceMilliseconds));

    EXPECT_EQ(session.model(), before);
    EXPECT_EQ(session.text(), QStringLiteral("the film is not good"));
    session.editIntervention(key, Zero{});
    EXPECT_TRUE(results.wait(kPatienceMilliseconds));
    waitUntilIdle();
}

TEST_F(OpenedSession, TypingAWordIsOneUndoStep)
{
    for (const char *text : {"the film is not good !", "the film is not good !b", "the film is not good !ba"})
        session.editText(QString::fromUtf8(text));

    session.undoStack().undo();

    EXPECT_EQ(session.text(), QStringLiteral("the film is not good"));
    waitUntilIdle();
}

TEST_F(OpenedSession, TypingInTheMiddleOfAWordIsOneStepAndANewWordIsAnother)
{
    for (const char *text :
         {"the filxm is not good", "the filxym is not good", "the filxym is not very good"})
        session.editText(QString::fromUtf8(text));

    EXPECT_EQ(session.undoStack().count(), 2);
    session.undoStack().undo();
    EXPECT_EQ(session.text(), QStringLiteral("the filxym is not good"));
    waitUntilIdle();
}

TEST_F(OpenedSession, ATextLongerThanTheModelIsCutAndSaid)
{
    session.editText(QStringLiteral("good ").repeated(500));
    waitUntilIdle();

    EXPECT_EQ(static_cast<int>(session.tokens().size()), session.model()->config.positions);
    EXPECT_EQ(session.tokensBeyondModel(), 502 - session.model()->config.positions);
}

TEST_F(OpenedSession, AVeryLongTextIsTokenisedBesideTheWindow)
{
    session.editText(QStringLiteral("good ").repeated(100'000));
    waitUntilIdle();

    EXPECT_EQ(static_cast<int>(session.shownTokens().size()), session.model()->config.positions);
    EXPECT_GT(session.tokensBeyondModel(), 30'000);
}

TEST(SessionText, ATokenIsReplacedByItsCodePoints)
{
    const Token token{5, 0, 0, 2, 5};

    EXPECT_EQ(withTokenReplaced(QStringLiteral("🙂 été."), token, QStringLiteral("[MASK]")),
              QStringLiteral("🙂 [MASK]."));
    EXPECT_EQ(withTokenReplaced(QStringLiteral("a b"), {5, -1, 0, 0, 0}, QStringLiteral("[MASK]")),
              QStringLiteral("a b"));
}

} // namespace headscope
