#include "ui/views/output_tables.h"

#include "core/analysis/answer_span.h"
#include "core/analysis/prediction.h"
#include "core/analysis/sentence_vector.h"
#include "core/tensor/matrix_map.h"
#include "ui/style/token_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>
#include <set>

namespace headscope {

namespace {

struct OutputTables {
    Q_DECLARE_TR_FUNCTIONS(OutputTables)
};

QString outcomeText(const OpenedModel &model, int id)
{
    const auto &labels = model.config.labels;
    const bool hasLabels =
        model.config.output == OutputKind::Labels || model.config.output == OutputKind::TokenLabels;
    if (hasLabels && static_cast<std::size_t>(id) < labels.size())
        return isolated(QString::fromStdString(labels[static_cast<std::size_t>(id)]));
    return model.outputTokenizer ? tokenDisplay(*model.outputTokenizer, id) : QString::number(id);
}

OutputRow rowOf(const OpenedModel &model, int id, std::span<const float> now, std::span<const float> baseline)
{
    const LabelScale scale = model.config.labelScale;
    const Prediction before = predictionOf(baseline, id, scale);
    const Prediction after = predictionOf(now, id, scale);
    const bool isValue = scale == LabelScale::Values;
    return {outcomeText(model, id),
            isValue ? -1 : id,
            isValue ? static_cast<double>(after.logit) : after.probability,
            isValue ? static_cast<double>(before.logit) : before.probability,
            after.logit,
            before.logit,
            after.rank,
            scale == LabelScale::OneOf && after.rank == 0};
}

/// The best of both runs: so an outcome that was lost stays beside the one that replaced it.
std::vector<OutputRow> rankedRows(const OpenedModel &model, std::span<const float> now,
                                  std::span<const float> baseline, int count)
{
    std::set<int> ids;
    for (const auto logits : {now, baseline})
        for (const Prediction &prediction : topPredictions(logits, count))
            ids.insert(prediction.id);
    std::vector<OutputRow> rows;
    for (const int id : ids)
        rows.push_back(rowOf(model, id, now, baseline));
    std::ranges::stable_sort(rows, std::greater{},
                             [](const OutputRow &row) { return std::max(row.now, row.baseline); });
    if (static_cast<int>(rows.size()) > count)
        rows.resize(static_cast<std::size_t>(count));
    return rows;
}

QString titleOfLabels(LabelScale scale)
{
    switch (scale) {
    case LabelScale::OneOf:
        return OutputTables::tr("label of the text");
    case LabelScale::AnyOf:
        return OutputTables::tr("labels of the text, each by itself");
    case LabelScale::Values:
        break;
    }
    return OutputTables::tr("value of the text");
}

OutputTable labelsOfText(const OpenedModel &model, const Comparison &comparison)
{
    const LabelScale scale = model.config.labelScale;
    return {titleOfLabels(scale), scale == LabelScale::Values ? OutputScale::Value : OutputScale::Probability,
            rankedRows(model, comparison.now->logitsAt(0), comparison.baseline->logitsAt(0),
                       model.config.outputs())};
}

/// The likeliest places where an answer starts (column 0) or ends (1).
OutputTable placesOfAnswer(const AnalysisSession &session, int column, int count)
{
    const Comparison comparison = session.shownComparison();
    const std::vector<float> now = spanLogits(*comparison.now->logits, column);
    const std::vector<float> baseline = spanLogits(*comparison.baseline->logits, column);
    OutputTable table{column == 0 ? OutputTables::tr("start of the answer")
                                  : OutputTables::tr("end of the answer"),
                      OutputScale::Probability, rankedRows(*session.model(), now, baseline, count)};
    for (OutputRow &row : table.rows)
        row.text = isolated(session.tokenText(row.id)) + QStringLiteral("  ") + QString::number(row.id);
    return table;
}

QString answerText(const AnalysisSession &session, const AnswerSpan &answer)
{
    QString text;
    for (int token = answer.first; token <= answer.last; ++token)
        text += (text.isEmpty() ? QString() : QStringLiteral(" ")) + session.tokenText(token);
    return isolated(text);
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
        row.isTop = answer == after.front();
    }
    OutputTable table{OutputTables::tr("answer"), OutputScale::Probability, {}};
    for (auto &[place, row] : rows)
        table.rows.push_back(std::move(row));
    std::ranges::stable_sort(table.rows, std::greater{},
                             [](const OutputRow &row) { return std::max(row.now, row.baseline); });
    table.rows.resize(std::min(table.rows.size(), static_cast<std::size_t>(count)));
    return table;
}

std::vector<OutputTable> answerTables(const AnalysisSession &session, int count)
{
    if (!session.shownComparison().now->logits || !session.shownComparison().baseline->logits)
        return {};
    return {answers(session, count), placesOfAnswer(session, 0, count), placesOfAnswer(session, 1, count)};
}

QString positionTitle(const AnalysisSession &session, int position, OutputKind kind)
{
    const QString token = isolated(session.outputTokenText(position));
    if (kind == OutputKind::MaskedToken)
        return OutputTables::tr("at %1 (%2)").arg(token).arg(position);
    if (kind == OutputKind::TokenLabels)
        return OutputTables::tr("label of %1 (%2)").arg(token).arg(position);
    return OutputTables::tr("next after %1 (%2)").arg(token).arg(position);
}

/// Token labels without a chosen position: the best label of every token.
OutputTable labelsOfTokens(const AnalysisSession &session)
{
    const Comparison comparison = session.shownComparison();
    OutputTable table{OutputTables::tr("label of each token"), OutputScale::Probability, {}};
    for (int position = 0; position < comparison.now->tokenCount(); ++position) {
        const auto now = comparison.now->logitsAt(position);
        const int best = topPredictions(now, 1).front().id;
        OutputRow row = rowOf(*session.model(), best, now, comparison.baseline->logitsAt(position));
        row.text = isolated(session.tokenText(position)) + QStringLiteral("  ") + row.text;
        row.isTop = row.baseline < row.now &&
                    topPredictions(comparison.baseline->logitsAt(position), 1).front().id != best;
        table.rows.push_back(std::move(row));
    }
    return table;
}

/// Bare encoders: how far each final vector moved.
OutputTable movements(const AnalysisSession &session)
{
    const Comparison comparison = session.shownComparison();
    OutputTable table{OutputTables::tr("movement of each token's final vector"), OutputScale::Length, {}};
    const auto moved =
        (comparison.now->final->matrix() - comparison.baseline->final->matrix()).rowwise().norm().eval();
    for (int position = 0; position < comparison.now->tokenCount(); ++position) {
        OutputRow row;
        row.text = isolated(session.tokenText(position));
        row.now = moved[position];
        table.rows.push_back(std::move(row));
    }
    return table;
}

std::vector<int> shownPositions(const AnalysisSession &session)
{
    const RunResult &now = *session.shownComparison().now;
    if (session.look().outputPosition)
        return {*session.look().outputPosition};
    if (session.model()->config.output == OutputKind::TokenLabels)
        return {};
    return now.logitPositions;
}

bool hasResult(const AnalysisSession &session)
{
    return session.model() && session.shownComparison().now && session.shownComparison().baseline;
}

/// The logits that single numbers are read from: of the label, else of the first shown position.
std::pair<std::span<const float>, std::span<const float>> firstLogits(const AnalysisSession &session)
{
    const Comparison comparison = session.shownComparison();
    if (!hasResult(session) || !comparison.now->logits || comparison.now->logits->isEmpty())
        return {};
    const auto positions = shownPositions(session);
    const int position = positions.empty() ? 0 : positions.front();
    return {comparison.now->logitsAt(position), comparison.baseline->logitsAt(position)};
}

} // namespace

std::vector<OutputTable> outputTables(const AnalysisSession &session, int count)
{
    if (!hasResult(session))
        return {};
    const OpenedModel &model = *session.model();
    const Comparison comparison = session.shownComparison();
    const OutputKind kind = model.config.output;
    if (kind == OutputKind::Embedding)
        return {movements(session)};
    if (kind == OutputKind::Labels)
        return {labelsOfText(model, comparison)};
    if (kind == OutputKind::AnswerSpan)
        return answerTables(session, count);
    if (kind == OutputKind::TokenLabels && !session.look().outputPosition)
        return {labelsOfTokens(session)};
    std::vector<OutputTable> tables;
    for (const int position : shownPositions(session)) {
        const auto now = comparison.now->logitsAt(position);
        const auto baseline = comparison.baseline->logitsAt(position);
        if (!now.empty() && !baseline.empty())
            tables.push_back({positionTitle(session, position, kind), OutputScale::Probability,
                              rankedRows(model, now, baseline, count)});
    }
    if (tables.empty() && kind == OutputKind::MaskedToken)
        tables.push_back(
            {OutputTables::tr("no mask in the text: right-click a word"), OutputScale::Probability, {}});
    return tables;
}

OutputTable trackedTable(const AnalysisSession &session)
{
    OutputTable table{OutputTables::tr("tracked"), OutputScale::Probability, {}};
    const auto [now, baseline] = firstLogits(session);
    if (now.empty() || baseline.empty())
        return table;
    for (const TokenId id : session.trackedTokens())
        if (static_cast<std::size_t>(id) < now.size())
            table.rows.push_back(rowOf(*session.model(), id, now, baseline));
    return table;
}

OutputDistance outputDistance(const AnalysisSession &session)
{
    OutputDistance distance;
    if (!hasResult(session))
        return distance;
    const auto [now, baseline] = firstLogits(session);
    const ModelConfig &config = session.model()->config;
    const bool isDistribution =
        config.labelScale != LabelScale::Values && config.output != OutputKind::AnswerSpan;
    if (isDistribution && !now.empty() && now.size() == baseline.size())
        distance.divergence = klDivergence(baseline, now, config.labelScale);
    if (session.model()->config.output == OutputKind::Embedding) {
        const Comparison comparison = session.shownComparison();
        distance.cosine = cosine(sentenceVector(*comparison.baseline->final, config.sentenceVector),
                                 sentenceVector(*comparison.now->final, config.sentenceVector));
    }
    return distance;
}

} // namespace headscope
