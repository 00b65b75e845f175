#include "tests/ui/views/opened_session.h"
#include "ui/style/number_text.h"
#include "ui/views/lines_controls.h"

#include <QCheckBox>
#include <QLabel>
#include <QSlider>
#include <QSpinBox>
#include <QTest>

namespace headscope {
namespace {

class LinesControlsTest : public SessionOnModel {
protected:
    template <typename Widget>
    Widget *control(const char *name)
    {
        return m_controls.findChild<Widget *>(QString::fromLatin1(name));
    }

    LinesControls m_controls{m_session};
    QSignalSpy m_looks{&m_session, &AnalysisSession::lookChanged};
};

TEST_F(LinesControlsTest, TheSliderSetsTheThresholdAndTellsIt)
{
    auto *slider = control<QSlider>("threshold");

    slider->setValue(slider->maximum() / 2);

    EXPECT_DOUBLE_EQ(m_session.look().threshold, 0.25);
    bool isTold = false;
    for (const QLabel *label : m_controls.findChildren<QLabel *>())
        isTold = isTold || label->text() == attentionText(0.25);
    EXPECT_TRUE(isTold);
    EXPECT_EQ(m_looks.count(), 1);
}

TEST_F(LinesControlsTest, ArrowsOnTheSpinBoxLimitTheKeysAndZeroMeansAll)
{
    auto *top = control<QSpinBox>("topKeys");
    EXPECT_EQ(top->text(), QStringLiteral("all"));

    QTest::keyClick(top, Qt::Key_Up);
    QTest::keyClick(top, Qt::Key_Up);
    EXPECT_EQ(m_session.look().topKeys, 2);
    QTest::keyClick(top, Qt::Key_Down);
    QTest::keyClick(top, Qt::Key_Down);
    EXPECT_EQ(m_session.look().topKeys, 0);
}

TEST_F(LinesControlsTest, SpaceOnTheBoxHidesTheFirstToken)
{
    QTest::keyClick(control<QCheckBox>("hideFirst"), Qt::Key_Space);
    EXPECT_TRUE(m_session.look().hideFirstToken);
    QTest::keyClick(control<QCheckBox>("hideFirst"), Qt::Key_Space);
    EXPECT_FALSE(m_session.look().hideFirstToken);
}

TEST_F(LinesControlsTest, FollowTheLookWithoutChangingItAgain)
{
    Look look = m_session.look();
    look.threshold = 0.1;
    look.topKeys = 3;
    look.hideFirstToken = true;

    m_session.setLook(look);

    EXPECT_EQ(control<QSlider>("threshold")->value(), 100);
    EXPECT_EQ(control<QSpinBox>("topKeys")->value(), 3);
    EXPECT_TRUE(control<QCheckBox>("hideFirst")->isChecked());
    EXPECT_EQ(m_looks.count(), 1);
    EXPECT_EQ(m_session.look(), look);
}

} // namespace
} // namespace headscope
