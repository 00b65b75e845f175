#include "ui/views/metric_choices.h"

#include "core/analysis/prediction.h"
#include "ui/style/metric_text.h"
#include "ui/style/token_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace headscope {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(MetricControls)
};

constexpr int kMostTokens = 12;

/// The baseline's logits where the output panel looks; empty when there are none.
std::span<const float> baselineLogits(const AnalysisSession &session)
{
    const auto baseline = session.comparison().baseline;
    if (!baseline || !baseline->logits || baseline->logits->rows() == 0)
        return {};
    if (const auto position = session.look().outputPosition) {
        if (const auto row = baseline->logitsAt(*position); !row.empty())
            return row;
    }
    return baseline->logits->row(0);
}

QString outcomeText(const OpenedModel &model, int id)
{
    const auto index = static_cast<std::size_t>(id);
    if (index < model.config.labels.size())
        return isolated(QString::fromStdString(model.config.labels[index]));
    return model.outputTokenizer ? tokenDisplay(*model.outputTokenizer, id) : QStringLiteral("#%1").arg(id);
}

std::vector<MetricOption> tokensOf(const AnalysisSession &session, TokenSide side)
{
    std::vector<MetricOption> options;
    for (const QString &text : session.tokenTexts(session.look().stack, side)) {
        const int position = static_cast<int>(options.size());
        options.push_back({QStringLiteral("%1 %2").arg(position).arg(isolated(text)), position});
    }
    return options;
}

std::vector<MetricOption> labels(const OpenedModel &model)
{
    std::vector<MetricOption> options;
    for (int label = 0; label < model.config.outputs(); ++label)
        options.push_back({outcomeText(model, label), label});
    return options;
}

/// The likeliest tokens, what is tracked, and what is chosen.
std::vector<MetricOption> likelyTokens(const AnalysisSession &session, std::optional<int> chosen)
{
    std::vector<int> ids;
    for (const Prediction &prediction : topPredictions(baselineLogits(session), kMostTokens))
        ids.push_back(prediction.id);
    ids.insert(ids.end(), session.trackedTokens().begin(), session.trackedTokens().end());
    if (chosen)
        ids.push_back(*chosen);
    std::vector<MetricOption> options;
    for (const int id : ids) {
        if (std::ranges::find(options, id, &MetricOption::value) == options.end())
            options.push_back({outcomeText(*session.model(), id), id});
    }
    return options;
}

} // namespace

MetricOptionLists metricOptions(const AnalysisSession &session)
{
    const MetricChoice &choice = session.look().metric;
    MetricOptionLists lists;
    if (!session.model())
        return lists;
    switch (parametersOf(choice.id)) {
    case MetricParameters::None:
        break;
    case MetricParameters::Positions:
        lists = {tokensOf(session, TokenSide::Query), tokensOf(session, TokenSide::Key),
                 Words::tr("The token that looks"), Words::tr("The token that is looked at")};
        break;
    case MetricParameters::Outcomes:
        lists = {likelyTokens(session, choice.outcome), likelyTokens(session, choice.against),
                 Words::tr("The token whose logit is read"),
                 Words::tr("The token whose logit is taken away from it")};
        lists.second.insert(lists.second.begin(), {Words::tr("alone", "a token against no other"), {}});
        break;
    case MetricParameters::Label:
        lists = {labels(*session.model()), {}, Words::tr("The label whose probability is read"), {}};
        break;
    }
    return lists;
}

std::optional<int> likeliestOutcome(const AnalysisSession &session)
{
    const auto top = topPredictions(baselineLogits(session), 1);
    return top.empty() ? std::nullopt : std::optional(top.front().id);
}

bool isScored(const SessionScores &scores, const MetricChoice &choice, Stack stack)
{
    MetricChoice scored = scores.request.choice;
    scored.position = choice.position;
    return scored == choice && scores.request.stack == stack;
}

} // namespace headscope
