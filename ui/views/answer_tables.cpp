#include "ui/views/answer_tables.h"

#include "core/analysis/answer_span.h"
#include "ui/session/session_text.h"
#include "ui/style/token_text.h"
#include "ui/views/output_rows.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <map>

namespace headscope {

namespace {

struct AnswerTables {
    Q_DECLARE_TR_FUNCTIONS(AnswerTables)
};

/// The likeliest places where an answer starts (column 0) or ends (1).
OutputTable placesOfAnswer(const AnalysisSession &session, int column, int count)
{
    const Comparison comparison = session.shownComparison();
    const std::vector<float> now = spanLogits(*comparison.now->logits, column);
    const std::vector<float> baseline = spanLogits(*comparison.baseline->logits, column);
    OutputTable table{column == 0 ? AnswerTables::tr("start of the answer")
                                  : AnswerTables::tr("end of the answer"),
                      OutputScale::Probability, rankedRows(*session.model(), now, baseline, count)};
    for (OutputRow &row : table.rows)
        row.text = isolated(session.tokenText(row.id)) + QStringLiteral("  ") + QString::number(row.id);
    return table;
}

QString answerText(const AnalysisSession &session, const AnswerSpan &answer)
{
    std::vector<TokenId> ids;
    QStringList pieces; // of a model without a tokenizer
    for (int token = answer.first; token <= answer.last; ++token) {
        ids.push_back(session.shownTokens()[static_cast<std::size_t>(token)].id);
        pieces.append(session.tokenText(token));
    }
    const auto &tokenizer = session.model()->tokenizer;
    return isolated(tokenizer ? QString::fromStdString(tokenizer->decode(ids)).trimmed()
                              : pieces.join(QLatin1Char(' ')));
}

/// The best answers of both runs with the probability that each run gives them.
OutputTable answers(const AnalysisSession &session, int count)
{
    const Comparison comparison = session.shownComparison();
    const AnswerBounds bounds = answerBounds(session.shownTokens());
    const auto all = [&bounds](const RunResult &run) {
        return bestAnswers(*run.logits, bounds, run.tokenCount() * bounds.longest);
    };
    std::map<std::pair<int, int>, OutputRow> rows;
    const std::vector<AnswerSpan> before = all(*comparison.baseline);
    const std::vector<AnswerSpan> after = all(*comparison.now);
    for (const AnswerSpan &answer : before)
        rows[{answer.first, answer.last}].baseline = answer.probability;
    for (const AnswerSpan &answer : after) {
        OutputRow &row = rows[{answer.first, answer.last}];
        row.text = answerText(session, answer);
        row.now = answer.probability;
        row.isTop = answer == after.front() && std::isfinite(answer.probability);
    }
    OutputTable table{AnswerTables::tr("answer"), OutputScale::Probability, {}};
    for (auto &[place, row] : rows)
        table.rows.push_back(std::move(row));
    sortByLarger(table.rows);
    table.rows.resize(std::min(table.rows.size(), static_cast<std::size_t>(count)));
    return table;
}

} // namespace

std::vector<OutputTable> answerTables(const AnalysisSession &session, int count)
{
    if (!session.shownComparison().now->logits || !session.shownComparison().baseline->logits)
        return {};
    std::vector<OutputTable> tables{answers(session, count), placesOfAnswer(session, 0, count),
                                    placesOfAnswer(session, 1, count)};
    if (!beginOfSecond(session.shownTokens()))
        tables.insert(tables.begin(), {AnswerTables::tr("the second text is where answers are looked for"),
                                       OutputScale::Probability,
                                       {}});
    return tables;
}

} // namespace headscope
