#include "tests/ui/views/opened_session.h"
#include "ui/style/theme.h"
#include "ui/views/head_board_view.h"
#include "ui/views/metric_controls.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QComboBox>
#include <QStandardItemModel>
#include <QTest>

namespace headscope {
namespace {

/// The list of metrics on a real session with an embedded model.
class MetricList : public SessionOnModel {
protected:
    void open(const QString &model, const QString &text)
    {
        applyTheme(*qApp, ThemeKind::Light);
        SessionOnModel::open(QStringLiteral("resources/models/") + model, text);
    }

    void choose(const QWidget &view, MetricId id)
    {
        auto *box = view.findChild<QComboBox *>(QStringLiteral("metric"));
        box->setCurrentIndex(box->findData(static_cast<int>(id)));
        emit box->activated(box->currentIndex());
        settle();
    }
};

TEST_F(MetricList, TheEffectShowsTheNegationHeadAndAClickProvesIt)
{
    open(QStringLiteral("negation"), QStringLiteral("the film is not good"));
    HeadBoardView view(m_session);
    view.resize(280, 500);
    view.show();
    auto *canvas = view.findChild<HeadBoardCanvas *>(QStringLiteral("headBoard"));
    const HeadId key{Stack::Encoder, 0, 2};

    choose(view, MetricId::EffectLabel); // of the likeliest label: negative
    const auto values = canvas->picture().values;
    ASSERT_EQ(values.size(), 2U);
    for (int layer = 0; layer < 2; ++layer)
        for (int head = 0; head < 4; ++head)
            EXPECT_TRUE(
                HeadId({Stack::Encoder, layer, head}) == key
                    ? *canvas->picture().value(key) < -0.9
                    : std::abs(values[static_cast<std::size_t>(layer)][static_cast<std::size_t>(head)]) <
                          0.1);

    QTest::mouseClick(canvas->viewport(), Qt::LeftButton, {},
                      canvas->boardLayout().cell(key).center().toPoint());
    settle();
    EXPECT_LT(m_session.comparison().now->logits->row(0)[0], m_session.comparison().now->logits->row(0)[1]);
    EXPECT_EQ(canvas->picture().values, values); // each head alone: the click changes no effect
}

TEST_F(MetricList, WhatTheModelCannotAnswerCannotBeChosen)
{
    open(QStringLiteral("negation"), QStringLiteral("the film is not good"));
    const MetricControls controls(m_session);
    const auto *box = controls.findChild<QComboBox *>(QStringLiteral("metric"));
    const auto *items = qobject_cast<const QStandardItemModel *>(box->model());
    const auto isOffered = [&](MetricId id) {
        return items->item(box->findData(static_cast<int>(id)))->isEnabled();
    };

    EXPECT_FALSE(isOffered(MetricId::EffectLoss));
    EXPECT_FALSE(isOffered(MetricId::EffectLogit));
    EXPECT_TRUE(isOffered(MetricId::EffectLabel));
    EXPECT_TRUE(isOffered(MetricId::Entropy));
}

TEST_F(MetricList, APairIsChosenByTwoTokens)
{
    open(QStringLiteral("negation"), QStringLiteral("the film is not good"));
    HeadBoardView view(m_session);
    auto *canvas = view.findChild<HeadBoardCanvas *>(QStringLiteral("headBoard"));
    choose(view, MetricId::Pair);
    auto *query = view.findChild<QComboBox *>(QStringLiteral("metricFirst"));
    auto *key = view.findChild<QComboBox *>(QStringLiteral("metricSecond"));
    ASSERT_EQ(query->count(), static_cast<int>(m_session.shownTokens().size()));

    query->setCurrentIndex(5);
    emit query->activated(5);
    key->setCurrentIndex(4);
    emit key->activated(4);
    settle();

    EXPECT_EQ(m_session.look().metric.query, 5);
    EXPECT_EQ(m_session.look().metric.key, 4);
    EXPECT_FLOAT_EQ(static_cast<float>(*canvas->picture().value({Stack::Encoder, 0, 2})),
                    m_session.shown()->pattern({Stack::Encoder, 0, 2}).attention(5, 4));
}

TEST_F(MetricList, TheInductionProbeFindsTheInductionHeadWhateverTheText)
{
    open(QStringLiteral("induction"), QStringLiteral("lamp"));
    HeadBoardView view(m_session);
    auto *canvas = view.findChild<HeadBoardCanvas *>(QStringLiteral("headBoard"));

    choose(view, MetricId::Induction);

    EXPECT_GT(*canvas->picture().value({Stack::Encoder, 1, 2}), 0.7);
    EXPECT_TRUE(m_session.scores().complete);
}

TEST_F(MetricList, TypingComesBeforeTheSweepAndTheSweepFollowsTheText)
{
    open(QStringLiteral("induction"), QStringLiteral("lamp river lamp river lamp"));
    Look look = m_session.look();
    look.metric = {MetricId::EffectLoss};
    m_session.setLook(look);
    m_session.editText(QStringLiteral("lamp river lamp river"));
    m_session.editText(QStringLiteral("lamp river lamp river lamp river"));

    settle();

    EXPECT_TRUE(m_session.scores().complete);
    EXPECT_EQ(m_session.scores().request.tokens, m_session.comparison().baseline->tokens);
}

} // namespace
} // namespace headscope
