#include "tests/ui/views/opened_session.h"
#include "ui/style/metric_text.h"
#include "ui/views/head_inspector.h"

#include <QComboBox>
#include <QLabel>
#include <QTest>

namespace headscope {
namespace {

class HeadInspectorTest : public SessionOnModel {
protected:
    void SetUp() override
    {
        openNegation();
        Look look = m_session.look();
        look.focusedHead = m_head;
        m_session.setLook(look);
    }

    QString textOf(const char *name) const
    {
        return m_inspector.findChild<QLabel *>(QString::fromLatin1(name))->text();
    }

    const HeadId m_head{Stack::Encoder, 0, 2};
    HeadInspector m_inspector{m_session};
    QComboBox *m_kind = m_inspector.findChild<QComboBox *>(QStringLiteral("inspectorIntervention"));
};

TEST_F(HeadInspectorTest, TellsTheNumbersOfTheFocusedHead)
{
    EXPECT_EQ(textOf("inspectorTitle"), QStringLiteral("Head 0.2"));
    const double entropy = metricOfHeads(*m_session.shown(), {})[0][2];
    EXPECT_EQ(textOf("inspector_1"), metricNumberText(MetricId::Entropy, entropy));
}

TEST_F(HeadInspectorTest, ChoosingAKindChangesTheHeadAndActiveRestoresIt)
{
    for (int kind = 1; kind <= 2; ++kind) {
        QTest::keyClick(m_kind, Qt::Key_Down);
        EXPECT_EQ(static_cast<int>(m_session.interventions().at(m_head).index()), kind - 1);
    }
    QTest::keyClick(m_kind, Qt::Key_Home);
    EXPECT_TRUE(m_session.interventions().empty());
    EXPECT_EQ(m_session.undoStack().count(), 3);
    settle();
}

TEST_F(HeadInspectorTest, FollowsInterventionsAndUndo)
{
    m_session.editIntervention(m_head, Uniform{});
    EXPECT_EQ(m_kind->currentIndex(), 4);
    m_session.undoStack().undo();
    EXPECT_EQ(m_kind->currentIndex(), 0);
    settle();
}

TEST_F(HeadInspectorTest, ShowsTheBaselineWhileItIsHeld)
{
    m_session.editIntervention(m_head, Uniform{});
    settle();

    m_session.holdBaseline(true);
    EXPECT_EQ(m_kind->currentIndex(), 0);
    EXPECT_EQ(m_session.shownComparison().now, m_session.comparison().baseline);

    m_session.holdBaseline(false);
    EXPECT_EQ(m_kind->currentIndex(), 4);
    EXPECT_EQ(m_session.shownComparison().now, m_session.comparison().now);
}

TEST_F(HeadInspectorTest, ShowsDotsWhereNothingIsComputed)
{
    AnalysisSession empty;
    const HeadInspector inspector(empty);

    EXPECT_EQ(inspector.findChild<QLabel *>(QStringLiteral("inspector_1"))->text(), QStringLiteral("…"));
    EXPECT_FALSE(inspector.findChild<QComboBox *>(QStringLiteral("inspectorIntervention"))->isEnabled());
}

} // namespace
} // namespace headscope
