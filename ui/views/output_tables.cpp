#include "ui/views/output_tables.h"

#include "core/analysis/prediction.h"
#include "core/analysis/sentence_vector.h"
#include "core/tensor/matrix_map.h"
#include "ui/style/token_text.h"
#include "ui/views/answer_tables.h"
#include "ui/views/output_rows.h"

#include <QCoreApplication>

#include <numeric>

namespace headscope {

namespace {

struct OutputTables {
    Q_DECLARE_TR_FUNCTIONS(OutputTables)
};

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
        OutputRow row = outcomeRow(*session.model(), best, now, comparison.baseline->logitsAt(position));
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

/// The positions that figures of the output are read from; of a label of the text its only one.
std::vector<int> figurePositions(const AnalysisSession &session)
{
    if (!hasResult(session) || !session.shownComparison().now->logits ||
        session.shownComparison().now->logits->isEmpty())
        return {};
    const OutputKind kind = session.model()->config.output;
    if (kind == OutputKind::Labels)
        return {0};
    std::vector<int> positions = shownPositions(session);
    if (kind == OutputKind::TokenLabels && positions.empty()) {
        positions.resize(static_cast<std::size_t>(session.shownComparison().now->tokenCount()));
        std::iota(positions.begin(), positions.end(), 0);
    }
    return positions;
}

/// Mean over the positions; nothing where no position has two distributions to compare.
void addDivergence(const AnalysisSession &session, OutputDistance &distance)
{
    const Comparison comparison = session.shownComparison();
    double sum = 0;
    for (const int position : figurePositions(session)) {
        const auto now = comparison.now->logitsAt(position);
        const auto baseline = comparison.baseline->logitsAt(position);
        if (now.empty() || now.size() != baseline.size())
            continue;
        sum += klDivergence(baseline, now, session.model()->config.labelScale);
        ++distance.positions;
    }
    if (distance.positions > 0)
        distance.divergence = sum / distance.positions;
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
        tables.push_back({model.tokenizer ? OutputTables::tr("no mask in the text: right-click a word")
                                          : OutputTables::tr("no mask: without a tokenizer none is known"),
                          OutputScale::Probability,
                          {}});
    return tables;
}

OutputTable trackedTable(const AnalysisSession &session)
{
    OutputTable table{OutputTables::tr("tracked"), OutputScale::Probability, {}};
    const std::vector<int> positions = figurePositions(session);
    if (positions.empty())
        return table;
    const int position = positions.front();
    const auto now = session.shownComparison().now->logitsAt(position);
    const auto baseline = session.shownComparison().baseline->logitsAt(position);
    if (now.empty() || baseline.empty())
        return table;
    if (positions.size() > 1)
        table.title = OutputTables::tr("tracked, at %1 (%2)")
                          .arg(isolated(session.outputTokenText(position)))
                          .arg(position);
    for (const TokenId id : session.trackedTokens())
        if (static_cast<std::size_t>(id) < now.size())
            table.rows.push_back(outcomeRow(*session.model(), id, now, baseline));
    return table;
}

OutputDistance outputDistance(const AnalysisSession &session)
{
    OutputDistance distance;
    if (!hasResult(session))
        return distance;
    const ModelConfig &config = session.model()->config;
    if (config.labelScale != LabelScale::Values && config.output != OutputKind::AnswerSpan)
        addDivergence(session, distance);
    if (config.output == OutputKind::Embedding) {
        const Comparison comparison = session.shownComparison();
        distance.cosine = cosine(sentenceVector(*comparison.baseline->final, config.sentenceVector),
                                 sentenceVector(*comparison.now->final, config.sentenceVector));
    }
    return distance;
}

} // namespace headscope
