#include "tests/ui/views/opened_session.h"
#include "ui/style/theme.h"
#include "ui/views/decoder_panel.h"
#include "ui/views/head_board_view.h"
#include "ui/views/lines_scene.h"
#include "ui/views/matrix_plot.h"
#include "ui/views/matrix_view.h"
#include "ui/views/metric_controls.h"
#include "ui/views/output_panel.h"
#include "ui/views/stack_selector.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QTabBar>
#include <QTest>

namespace headscope {

namespace {

/// The views on a small encoder-decoder without a tokenizer: the texts are ids.
class EncoderDecoderViews : public SessionOnModel {
protected:
    void SetUp() override
    {
        applyTheme(*qApp, ThemeKind::Light);
        open(QStringLiteral("tests/golden/models/bart"), QStringLiteral("5 6 7 8 9"));
        m_results.clear();
    }

    void give(const QString &decoder)
    {
        m_session.editDecoder({DecoderChoice::Source::Ids, decoder});
        ASSERT_TRUE(m_results.wait(kPatience));
        settle();
    }

    void show(Stack stack)
    {
        Look look = m_session.look();
        look.stack = stack;
        m_session.setLook(look);
    }
};

} // namespace

TEST_F(EncoderDecoderViews, TheModelWritesTheDecodersTextAtFirst)
{
    EXPECT_EQ(m_session.decoderChoice().source, DecoderChoice::Source::Written);
    EXPECT_GT(m_session.shownDecoderTokens().size(), 1U);
    EXPECT_EQ(m_session.shownDecoderTokens().front().id, 2);
    EXPECT_EQ(m_session.written().now, m_session.written().baseline);
    EXPECT_FALSE(m_session.written().now.isEmpty());
}

TEST_F(EncoderDecoderViews, AGivenTextIsReadAndUndone)
{
    give(QStringLiteral("2 0 11"));
    EXPECT_EQ(m_session.shown()->decoderIds, (std::vector<TokenId>{2, 0, 11}));

    m_session.undoStack().undo();
    EXPECT_EQ(m_session.decoderChoice().source, DecoderChoice::Source::Written);
    settle();
}

TEST_F(EncoderDecoderViews, LinesOfCrossAttentionHaveTheTwoTextsOnTheirSides)
{
    give(QStringLiteral("2 0 11"));
    show(Stack::Cross);

    const LinesScene scene = linesScene(m_session);

    EXPECT_EQ(scene.counts(), (LinesCounts{3, 5}));
    EXPECT_EQ(scene.patterns.size(), 3U);
    for (const AttentionLine &line : scene.lines)
        EXPECT_TRUE(line.query < 3 && line.key < 5);
}

TEST_F(EncoderDecoderViews, AClickOnTheBoardChangesTheChosenStack)
{
    HeadBoardView view(m_session);
    view.resize(280, 500);
    view.show();
    auto *stacks = view.findChild<QTabBar *>(QStringLiteral("stack"));
    stacks->setCurrentIndex(2);
    const HeadId head{Stack::Cross, 1, 2};
    auto *canvas = view.findChild<HeadBoardCanvas *>(QStringLiteral("headBoard"));

    QTest::mouseClick(canvas->viewport(), Qt::LeftButton, {},
                      canvas->boardLayout().cell(head).center().toPoint());

    ASSERT_TRUE(m_results.wait(kPatience));
    EXPECT_EQ(m_session.shown()->interventions, (Interventions{{head, Zero{}}}));
    EXPECT_EQ(m_session.shown()->encoderFinal, m_session.comparison().baseline->encoderFinal);
    EXPECT_EQ(stacks->tabText(2), QStringLiteral("Cross (1)"));
    settle();
}

TEST_F(EncoderDecoderViews, HowManyHeadsAreChangedIsNeverCutOff)
{
    m_session.editInterventions(
        {{{Stack::Encoder, 0, 1}, Zero{}}, {{Stack::Decoder, 1, 0}, Zero{}}, {{Stack::Cross, 1, 2}, Mean{}}},
        QStringLiteral("three"));
    settle();
    for (const int width : {500, 230}) {
        StackSelector selector(m_session);
        selector.resize(width, 40);
        selector.show();
        for (int tab = 0; tab < selector.count(); ++tab) {
            EXPECT_TRUE(selector.tabText(tab).endsWith(QStringLiteral("(1)")));
            EXPECT_TRUE(selector.tabToolTip(tab).contains(QStringLiteral("1 head")));
        }
        EXPECT_LE(selector.tabRect(selector.count() - 1).right(), width);
        EXPECT_EQ(selector.tabText(0) == QStringLiteral("Encoder (1)"), width == 500);
    }
}

TEST_F(EncoderDecoderViews, TheStackSelectorIsHiddenForModelsWithOneStack)
{
    StackSelector selector(m_session);
    DecoderPanel panel(m_session);
    EXPECT_FALSE(selector.isHidden());
    EXPECT_FALSE(panel.isHidden());

    openNegation();

    EXPECT_TRUE(selector.isHidden());
    EXPECT_TRUE(panel.isHidden());
}

TEST_F(EncoderDecoderViews, TheOutputPanelOffersTheDecodersPositions)
{
    give(QStringLiteral("2 0 11"));
    OutputPanel panel(m_session);

    const auto *positions = panel.findChild<QComboBox *>(QStringLiteral("outputPosition"));

    EXPECT_EQ(positions->count(), 4);
    EXPECT_EQ(m_session.shown()->logitPositions, std::vector<int>{2});
}

TEST_F(EncoderDecoderViews, TypingInTheDecoderPanelGivesItsText)
{
    DecoderPanel panel(m_session);
    panel.show();
    auto *source = panel.findChild<QComboBox *>(QStringLiteral("decoderSource"));
    auto *text = panel.findChild<QLineEdit *>(QStringLiteral("decoderText"));
    EXPECT_TRUE(text->isReadOnly());
    source->setCurrentIndex(2);
    emit source->activated(2);
    settle();
    EXPECT_EQ(text->text().section(QLatin1Char(' '), 0, 0), QStringLiteral("2")); // begins with what was read
    text->selectAll();

    QTest::keyClicks(text, QStringLiteral("2 13"));
    settle();

    EXPECT_EQ(m_session.shown()->decoderIds, (std::vector<TokenId>{2, 13}));
}

TEST_F(EncoderDecoderViews, TheModelWritesAsManyTokensAsItIsTold)
{
    DecoderPanel panel(m_session);
    auto *most = panel.findChild<QSpinBox *>(QStringLiteral("decoderMost"));

    most->setValue(3);
    settle();

    EXPECT_EQ(m_session.shownDecoderTokens().size(), 3U);
    m_session.undoStack().undo();
    settle();
    EXPECT_EQ(most->value(), DecoderChoice().mostTokens);
}

TEST_F(EncoderDecoderViews, AnEffectIsMeasuredForTheHeadsOfTheStack)
{
    give(QStringLiteral("2 0 11"));
    Look look = m_session.look();
    look.stack = Stack::Cross;
    look.metric = {MetricId::EffectKl};

    m_session.setLook(look);
    settle();

    const SessionScores &scores = m_session.scores();
    ASSERT_TRUE(scores.complete) << scores.problem.toStdString();
    EXPECT_EQ(scores.request.stack, Stack::Cross);
    EXPECT_EQ(static_cast<int>(scores.scores.values.size()), m_session.model()->config.decoder->layers);
    EXPECT_GT(scores.scores.values[1][0], 0);
}

TEST_F(EncoderDecoderViews, MetricsThatCompareOneTextsPositionsAreGreyForCrossAttention)
{
    const MetricControls controls(m_session);
    const auto *list = controls.findChild<QComboBox *>(QStringLiteral("metric"));
    const auto isOffered = [&](MetricId id) {
        const int row = list->findData(static_cast<int>(id));
        return list->model()->index(row, 0).flags().testFlag(Qt::ItemIsEnabled);
    };
    EXPECT_TRUE(isOffered(MetricId::Distance) && isOffered(MetricId::Entropy));

    show(Stack::Cross);

    EXPECT_FALSE(isOffered(MetricId::Distance) || isOffered(MetricId::Induction));
    EXPECT_TRUE(isOffered(MetricId::Entropy) && isOffered(MetricId::EffectLoss));
}

TEST_F(EncoderDecoderViews, TheMatrixOfCrossAttentionHasARowForEachTokenOfTheDecoder)
{
    give(QStringLiteral("2 0 11"));
    MatrixView view(m_session);
    view.resize(500, 500);
    view.show();

    Look look = m_session.look();
    look.stack = Stack::Cross;
    look.focusedHead = {Stack::Cross, 1, 2};
    m_session.setLook(look);

    const MatrixPicture &picture = view.findChild<MatrixPlot *>(QStringLiteral("matrix"))->picture();
    EXPECT_EQ(picture.queries.size(), 3);
    EXPECT_EQ(picture.keys.size(), 5);
    EXPECT_EQ(picture.title, QStringLiteral("Head x1.2"));
}

TEST_F(SessionOnModel, AClassifierWhoseDecoderReadsTheTextIsShownAsAClassifier)
{
    open(QStringLiteral("tests/golden/models/bart-labels"), QStringLiteral("5 9 7 2"));
    OutputPanel output(m_session);
    DecoderPanel decoder(m_session);
    StackSelector stacks(m_session);

    EXPECT_EQ(m_session.shown()->decoderIds, (std::vector<TokenId>{2, 5, 9, 7}));
    EXPECT_EQ(m_session.shownDecoderTokens().size(), 4U);
    EXPECT_TRUE(decoder.isHidden());
    EXPECT_FALSE(stacks.isHidden());
    EXPECT_TRUE(m_session.written().now.isEmpty());
    const auto before = m_session.shown()->logits;
    m_session.editIntervention({Stack::Cross, 1, 2}, Zero{});
    settle();
    EXPECT_NE(m_session.shown()->logits->row(0)[0], before->row(0)[0]);
}

} // namespace headscope
