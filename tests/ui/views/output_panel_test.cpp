#include "tests/support/model_copy.h"
#include "tests/ui/views/opened_session.h"
#include "ui/style/theme.h"
#include "ui/views/elided_label.h"
#include "ui/views/output_panel.h"
#include "ui/views/output_table_view.h"
#include "ui/views/written_text.h"

#include <QHelpEvent>
#include <QLabel>
#include <QTest>
#include <QToolTip>

#include <cmath>
#include <limits>

namespace headscope {
namespace {

class OutputPanelTest : public SessionOnModel {
protected:
    void SetUp() override { applyTheme(*qApp, ThemeKind::Light); }

    static QString textOf(const QWidget &panel, const char *name)
    {
        return panel.findChild<QLabel *>(QString::fromLatin1(name))->text();
    }
};

TEST_F(OutputPanelTest, WhatIsWrittenNeverWidensIt)
{
    OutputPanel panel(m_session);
    panel.show();
    auto *written = panel.findChild<WrittenText *>();
    written->setVisible(true);
    const QSize before = panel.minimumSizeHint();

    written->say(QString(600, QLatin1Char('w')));
    for (ElidedLabel *label : panel.findChildren<ElidedLabel *>())
        label->setText(QString(600, QLatin1Char('w')));
    QApplication::processEvents();

    EXPECT_EQ(panel.minimumSizeHint(), before);
    EXPECT_EQ(written->toPlainText(), QString(600, QLatin1Char('w'))); // copied as it is
    EXPECT_TRUE(written->toolTip().contains(QString(80, QLatin1Char('w'))));
}

TEST_F(OutputPanelTest, ATextWithoutALossSaysSo)
{
    OutputPanel panel(m_session);
    open(QStringLiteral("tests/golden/models/gpt2"), QStringLiteral("5"));
    EXPECT_EQ(textOf(panel, "loss"), QStringLiteral("–"));

    m_session.editText(QStringLiteral("5 6 7"));
    settle();
    EXPECT_TRUE(
        QTest::qWaitFor([&] { return textOf(panel, "loss").endsWith(QStringLiteral("nat")); }, kPatience));

    m_session.editText({});
    settle();
    EXPECT_EQ(textOf(panel, "loss"), QStringLiteral("–"));
}

TEST_F(OutputPanelTest, AnOutputThatIsNoNumberHasNoBarAndNoWinner)
{
    ModelCopy copy("bert-sequence-labels");
    copy.editTensors([](std::map<std::string, Tensor> &tensors) {
        for (auto &[name, tensor] : tensors)
            if (name.find("classifier.bias") != std::string::npos)
                tensor.values()[0] = std::numeric_limits<float>::quiet_NaN();
    });
    open(QString::fromStdString(copy.path().string()), QStringLiteral("5 6 7"));

    const auto tables = outputTables(m_session, 8);

    ASSERT_EQ(tables.size(), 1U);
    for (const OutputRow &row : tables[0].rows) {
        EXPECT_FALSE(std::isfinite(row.now));
        EXPECT_FALSE(row.isTop);
    }
    OutputTableView view;
    view.resize(300, 200);
    view.setTables(tables);
    const QImage picture = view.grab().toImage();
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            ASSERT_NE(picture.pixelColor(x, y), currentTheme().accent) << x << ", " << y;
}

TEST_F(OutputPanelTest, TheNamesColumnGrowsAndStaysUntilTheTextIsAnother)
{
    const auto barsBegin = [](OutputTableView &view) {
        const QImage picture = view.grab().toImage();
        for (int x = 0; x < picture.width(); ++x)
            for (int y = 30; y < picture.height(); ++y)
                if (picture.pixelColor(x, y) == currentTheme().accent)
                    return x;
        return -1;
    };
    const auto table = [](const QString &name) {
        OutputRow row;
        row.text = name;
        row.now = row.baseline = 1;
        return std::vector<OutputTable>{{QStringLiteral("t"), OutputScale::Probability, {row}}};
    };
    OutputTableView view;
    view.resize(340, 200);
    view.setTables(table(QStringLiteral("a")));
    const int narrow = barsBegin(view);
    view.setTables(table(QStringLiteral("contradiction!!!")));
    const int wide = barsBegin(view);
    view.setTables(table(QStringLiteral("a")));

    EXPECT_GT(wide, narrow);
    EXPECT_EQ(barsBegin(view), wide);
    view.forgetNames();
    view.setTables(table(QStringLiteral("a")));
    EXPECT_EQ(barsBegin(view), narrow);
}

TEST_F(OutputPanelTest, EveryRowHasATooltip)
{
    OutputRow row;
    row.text = QStringLiteral("an answer");
    row.now = 0.25;
    OutputTableView view;
    view.resize(300, 200);
    view.setTables({{QStringLiteral("answer"), OutputScale::Probability, {row}}});
    QHelpEvent help(QEvent::ToolTip, {20, 40}, view.mapToGlobal(QPoint(20, 40)));

    QApplication::sendEvent(&view, &help);

    EXPECT_TRUE(QToolTip::text().contains(QStringLiteral("an answer")));
    EXPECT_TRUE(QToolTip::text().contains(QStringLiteral("25.0")));
    QToolTip::hideText();
}

TEST_F(OutputPanelTest, SeveralPositionsHaveTheMeanOfTheirDivergences)
{
    open(QStringLiteral("tests/golden/models/bert-token-labels"), QStringLiteral("5 6 7 8"));
    m_session.editIntervention({Stack::Encoder, 0, 0}, Zero{});
    settle();
    const OutputDistance all = outputDistance(m_session);
    EXPECT_EQ(all.positions, 4);
    double sum = 0;
    for (int position = 0; position < 4; ++position) {
        m_session.selectOutputPosition(position);
        settle();
        sum += outputDistance(m_session).divergence.value_or(-100);
        EXPECT_EQ(outputDistance(m_session).positions, 1);
    }
    EXPECT_NEAR(all.divergence.value_or(-1), sum / 4, 1e-9);
}

/// The rows of a picture's column that have a colour.
QList<int> rowsOf(const QImage &picture, int column, const QColor &color)
{
    QList<int> rows;
    for (int y = 0; y < picture.height(); ++y)
        if (picture.pixelColor(column, y) == color)
            rows.append(y);
    return rows;
}

TEST_F(OutputPanelTest, AMovementHasOneBarInTheMiddleOfItsRowAndALegendOfItsOwn)
{
    OutputPanel panel(m_session);
    open(QStringLiteral("tests/golden/models/bert-bare"), QStringLiteral("1 2 3 4"));
    EXPECT_EQ(textOf(panel, "outputLegend"), QStringLiteral("■ distance from the baseline"));
    OutputTable table{QStringLiteral("movement"), OutputScale::Length, {OutputRow()}};
    table.rows.front().now = 1;
    OutputTableView view;
    view.setTables({table});
    view.resize(view.sizeHint());

    const QImage picture = view.grab().toImage();
    const auto bar = rowsOf(picture, picture.width() / 2, currentTheme().accent);

    const int row = view.sizeHint().height() - 8 - 28; // the last one, above the gap
    ASSERT_FALSE(bar.isEmpty());
    EXPECT_NEAR((bar.first() + bar.last() + 1) / 2.0, row + 14, 1);

    open(QStringLiteral("tests/golden/models/gpt2"), QStringLiteral("5 6"));
    EXPECT_EQ(textOf(panel, "outputLegend"), QStringLiteral("■ now   □ baseline"));
}

} // namespace
} // namespace headscope
