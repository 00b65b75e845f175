#pragma once

#include "ui/session/analysis_session.h"

#include <QString>

#include <optional>
#include <vector>

namespace headscope {

/// One entry of a list of tokens or labels; without a value: none of them.
struct MetricOption {
    QString text;
    std::optional<int> value;
};

/// What the chosen metric's parameters can be, the chosen ones among them.
struct MetricOptionLists {
    std::vector<MetricOption> first, second;
    QString firstHelp, secondHelp;
};
[[nodiscard]] MetricOptionLists metricOptions(const AnalysisSession &session);

/// The baseline's likeliest token or label where the output panel looks.
[[nodiscard]] std::optional<int> likeliestOutcome(const AnalysisSession &session);

/// Whether scores are those of a metric as it was chosen, wherever its prediction is read.
[[nodiscard]] bool isScored(const SessionScores &scores, const MetricChoice &choice, Stack stack);

} // namespace headscope
