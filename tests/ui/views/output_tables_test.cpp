#include "tests/support/source_folder.h"
#include "tests/ui/views/opened_session.h"
#include "ui/views/output_tables.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QTemporaryDir>

#include <numeric>

namespace headscope {
namespace {

/// A golden model with words: w5 … w52 behind BERT's special tokens.
class OutputTablesOf : public SessionOnModel {
protected:
    void open(const QString &golden, const QString &text)
    {
        const QString from = QString::fromStdString(sourceFolder() + "/tests/golden/models/") + golden;
        for (const QString &name : {QStringLiteral("/config.json"), QStringLiteral("/model.safetensors")})
            ASSERT_TRUE(QFile::copy(from + name, m_folder.path() + name));
        QFile vocabulary(m_folder.path() + QStringLiteral("/vocab.txt"));
        ASSERT_TRUE(vocabulary.open(QIODevice::WriteOnly));
        vocabulary.write("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n");
        for (int word = 5; word < 53; ++word)
            vocabulary.write("w" + QByteArray::number(word) + "\n");
        vocabulary.close();
        SessionOnModel::open(m_folder.path(), text);
    }

    void ablate(int layer, int head)
    {
        m_session.editIntervention({Stack::Encoder, layer, head}, Zero{});
        settle();
    }

    QTemporaryDir m_folder;
};

double sumOfNow(const OutputTable &table)
{
    return std::accumulate(table.rows.begin(), table.rows.end(), 0.0,
                           [](double sum, const OutputRow &row) { return sum + row.now; });
}

TEST_F(OutputTablesOf, AMaskedModelHasATableForEveryMask)
{
    open(QStringLiteral("bert-masked"), QStringLiteral("w7 [MASK] w9 [MASK]"));

    const auto tables = outputTables(m_session, 60);

    ASSERT_EQ(tables.size(), 2U);
    EXPECT_TRUE(tables[0].title.contains(QStringLiteral("(2)")));
    EXPECT_TRUE(tables[1].title.contains(QStringLiteral("(4)")));
    for (const OutputTable &table : tables) {
        EXPECT_EQ(table.rows.size(), 53U);
        EXPECT_NEAR(sumOfNow(table), 1, 1e-6);
        EXPECT_TRUE(table.rows.front().isTop);
    }
}

TEST_F(OutputTablesOf, AMaskedModelWithoutMasksSaysHowToMakeOne)
{
    open(QStringLiteral("bert-masked"), QStringLiteral("w7 w9"));

    const auto tables = outputTables(m_session, 8);
    ASSERT_EQ(tables.size(), 1U);
    EXPECT_FALSE(tables.front().title.isEmpty());
    EXPECT_TRUE(tables.front().rows.empty());
}

TEST_F(OutputTablesOf, ABareEncoderShowsHowFarEachVectorMoved)
{
    open(QStringLiteral("roberta-bare"), QStringLiteral("w7 w8 w9"));

    const auto before = outputTables(m_session, 8);
    ASSERT_EQ(before.size(), 1U);
    EXPECT_EQ(before[0].scale, OutputScale::Length);
    EXPECT_EQ(before[0].rows.size(), 5U);
    EXPECT_EQ(sumOfNow(before[0]), 0);
    EXPECT_NEAR(outputDistance(m_session).cosine.value_or(0), 1, 1e-6);

    ablate(0, 1);
    for (const OutputRow &row : outputTables(m_session, 8).at(0).rows)
        EXPECT_GT(row.now, 0);
    EXPECT_LT(outputDistance(m_session).cosine.value_or(1), 1);
}

TEST_F(OutputTablesOf, AnAnswerHasItsPlacesAndLiesInTheText)
{
    open(QStringLiteral("distilbert-answer-span"), QStringLiteral("w7 w8 w9"));

    const auto tables = outputTables(m_session, 20);

    ASSERT_EQ(tables.size(), 4U);
    EXPECT_TRUE(tables[0].rows.empty());  // where the context goes
    EXPECT_EQ(tables[1].rows.size(), 6U); // the spans of three words
    EXPECT_TRUE(tables[1].rows.front().isTop);
    EXPECT_LT(sumOfNow(tables[1]), 1);
    for (const std::size_t place : {2U, 3U}) {
        EXPECT_EQ(tables[place].rows.size(), 5U);
        EXPECT_NEAR(sumOfNow(tables[place]), 1, 1e-6);
    }
    EXPECT_FALSE(outputDistance(m_session).divergence);
}

TEST_F(OutputTablesOf, AnAnswerReadsAsTheTextDoes)
{
    open(QStringLiteral("distilbert-answer-span"), QStringLiteral("w7"));
    m_session.editSecondText(QStringLiteral("w8 w9"));
    settle();

    const auto tables = outputTables(m_session, 20);

    ASSERT_EQ(tables.size(), 3U);
    EXPECT_TRUE(std::ranges::any_of(
        tables[0].rows, [](const OutputRow &row) { return row.text.contains(QStringLiteral("w8 w9")); }));
}

TEST_F(OutputTablesOf, LabelsThatStandByThemselvesDoNotSumToOne)
{
    open(QStringLiteral("bert-multi-label"), QStringLiteral("w7 w8 w9"));

    const auto tables = outputTables(m_session, 8);

    ASSERT_EQ(tables.size(), 1U);
    EXPECT_EQ(tables[0].rows.size(), 3U);
    EXPECT_GT(std::abs(sumOfNow(tables[0]) - 1), 1e-3);
    EXPECT_NEAR(outputDistance(m_session).divergence.value_or(1), 0, 1e-9);
    ablate(0, 1);
    EXPECT_GT(outputDistance(m_session).divergence.value_or(0), 0);
}

TEST_F(OutputTablesOf, ARegressionShowsItsValue)
{
    open(QStringLiteral("bert-regression"), QStringLiteral("w7 w8 w9"));
    ablate(0, 1);

    const auto tables = outputTables(m_session, 8);

    ASSERT_EQ(tables.size(), 1U);
    EXPECT_EQ(tables[0].scale, OutputScale::Value);
    const OutputRow &row = tables[0].rows.at(0);
    EXPECT_EQ(row.now, static_cast<double>(row.nowLogit));
    EXPECT_NE(row.now, row.baseline);
    EXPECT_FALSE(outputDistance(m_session).divergence);
}

TEST_F(OutputTablesOf, EveryTokenHasItsLabel)
{
    open(QStringLiteral("albert-token-labels"), QStringLiteral("w7 w8 w9"));

    const auto tables = outputTables(m_session, 8);

    ASSERT_EQ(tables.size(), 1U);
    EXPECT_EQ(tables[0].rows.size(), 5U);
}

} // namespace
} // namespace headscope
