#include "tests/ui/views/opened_session.h"
#include "ui/session/session_text.h"
#include "ui/views/lines_controls.h"
#include "ui/views/lines_scene.h"
#include "ui/views/matrix_view.h"
#include "ui/views/text_panel.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <QTest>
#include <QToolButton>

namespace headscope {
namespace {

class TextPair : public SessionOnModel {
protected:
    void SetUp() override { openNegation(); }

    void giveSecond(const std::optional<QString> &text)
    {
        m_session.editSecondText(text);
        settle();
    }
};

TEST_F(TextPair, ASecondTextIsJoinedAsTheTokenizerJoinsPairs)
{
    giveSecond(QStringLiteral("it is bad"));

    EncodeOptions options;
    options.second = "it is bad";
    EXPECT_EQ(m_session.shownTokens(),
              m_session.model()->tokenizer->encode(m_sentence.toStdString(), options));
    EXPECT_TRUE(beginOfSecond(m_session.shownTokens()));

    m_session.undoStack().undo();
    settle();
    EXPECT_FALSE(m_session.secondText());
    EXPECT_FALSE(beginOfSecond(m_session.shownTokens()));
}

TEST_F(TextPair, TheButtonAddsASecondTextAndTakesItAway)
{
    TextPanel panel(m_session);
    panel.show();
    auto *button = panel.findChild<QToolButton *>(QStringLiteral("pair"));
    auto *second = panel.findChild<QPlainTextEdit *>(QStringLiteral("secondText"));
    EXPECT_FALSE(second->isVisible());

    button->click();
    EXPECT_TRUE(second->isVisible());
    QTest::keyClicks(second, QStringLiteral("it is bad"));
    settle();
    EXPECT_EQ(m_session.secondText(), QStringLiteral("it is bad"));
    EXPECT_EQ(m_session.text(), m_sentence);

    button->click();
    settle();
    EXPECT_FALSE(second->isVisible());
    EXPECT_FALSE(m_session.secondText());
}

TEST_F(TextPair, TypingAWordIsOneStepOfUndo)
{
    giveSecond(QString());
    TextPanel panel(m_session);
    panel.show();
    auto *second = panel.findChild<QPlainTextEdit *>(QStringLiteral("secondText"));

    QTest::keyClicks(second, QStringLiteral("bad"));
    m_session.undoStack().undo();

    EXPECT_EQ(m_session.secondText(), QString());
    EXPECT_EQ(second->toPlainText(), QString());
    settle();
}

TEST_F(TextPair, LinesCanBeLimitedToThoseBetweenTheTexts)
{
    LinesControls controls(m_session);
    controls.show();
    auto *parts = controls.findChild<QComboBox *>(QStringLiteral("textPart"));
    EXPECT_FALSE(parts->isVisible());
    giveSecond(QStringLiteral("it is bad"));
    EXPECT_TRUE(parts->isVisible());
    const int second = *beginOfSecond(m_session.shownTokens());

    parts->setCurrentIndex(static_cast<int>(TextPart::SecondToFirst));
    emit parts->activated(parts->currentIndex());

    const LinesScene scene = linesScene(m_session);
    EXPECT_FALSE(scene.lines.empty());
    for (const AttentionLine &line : scene.lines)
        EXPECT_TRUE(line.query >= second && line.key < second);
}

TEST_F(TextPair, TheMatrixShowsThePartThatIsChosen)
{
    MatrixView view(m_session);
    view.resize(500, 500);
    view.show();
    auto *parts = view.findChild<QComboBox *>(QStringLiteral("matrixPart"));
    EXPECT_FALSE(parts->isVisible());
    giveSecond(QStringLiteral("it is bad"));
    EXPECT_TRUE(parts->isVisible());
    const double all = static_cast<double>(m_session.shownTokens().size());
    const double second = *beginOfSecond(m_session.shownTokens());
    EXPECT_EQ(view.visibleCells(), QRectF(0, 0, all, all));

    parts->setCurrentIndex(static_cast<int>(TextPart::FirstToSecond));
    emit parts->activated(parts->currentIndex());
    EXPECT_EQ(view.visibleCells(), QRectF(second, 0, all - second, second));

    auto *plot = view.findChild<MatrixPlot *>(QStringLiteral("matrix"));
    plot->zoom(2);
    EXPECT_GE(view.visibleCells().left(), second);
    QTest::keyClick(plot, Qt::Key_0);
    EXPECT_EQ(view.visibleCells(), view.partCells());

    giveSecond(std::nullopt);
    EXPECT_EQ(view.visibleCells().width(), view.visibleCells().height());
}

} // namespace
} // namespace headscope
