#include "ui/views/output_rows.h"

#include "core/analysis/prediction.h"
#include "ui/style/token_text.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace headscope {

namespace {

QString outcomeText(const OpenedModel &model, int id)
{
    const auto &labels = model.config.labels;
    const bool hasLabels =
        model.config.output == OutputKind::Labels || model.config.output == OutputKind::TokenLabels;
    if (hasLabels && static_cast<std::size_t>(id) < labels.size())
        return isolated(QString::fromStdString(labels[static_cast<std::size_t>(id)]));
    return model.outputTokenizer ? tokenDisplay(*model.outputTokenizer, id) : QString::number(id);
}

} // namespace

OutputRow outcomeRow(const OpenedModel &model, int id, std::span<const float> now,
                     std::span<const float> baseline)
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
            scale == LabelScale::OneOf && after.rank == 0 && std::isfinite(after.probability)};
}

void sortByLarger(std::vector<OutputRow> &rows)
{
    std::ranges::stable_sort(rows, std::greater{}, [](const OutputRow &row) {
        const double larger = std::fmax(row.now, row.baseline); // of a number and none: the number
        return std::isnan(larger) ? -std::numeric_limits<double>::infinity() : larger;
    });
}

std::vector<OutputRow> rankedRows(const OpenedModel &model, std::span<const float> now,
                                  std::span<const float> baseline, int count)
{
    std::set<int> ids;
    for (const auto logits : {now, baseline})
        for (const Prediction &prediction : topPredictions(logits, count))
            ids.insert(prediction.id);
    std::vector<OutputRow> rows;
    for (const int id : ids)
        rows.push_back(outcomeRow(model, id, now, baseline));
    sortByLarger(rows);
    if (static_cast<int>(rows.size()) > count)
        rows.resize(static_cast<std::size_t>(count));
    return rows;
}

} // namespace headscope
