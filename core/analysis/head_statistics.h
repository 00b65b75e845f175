#pragma once

#include "core/analysis/run_result.h"

#include <functional>
#include <span>
#include <string_view>
#include <vector>

namespace headscope {

/// One number a head: what the head board shows.
enum class MetricId { Entropy, Distance, FirstToken, Self, PreviousToken };

/// Which ramp and range a metric is drawn with.
enum class MetricScale { Share /* 0…1 */, FromZero /* 0…largest */, Diverging /* around 0 */ };

/// A metric is a name, a formula, a unit, a scale and a pure function.
struct Metric {
    MetricId id;
    std::string_view name;    ///< as the command line and files spell it
    std::string_view formula; ///< with p[q][k] the pattern, T the tokens
    std::string_view unit;    ///< nat, tokens, or empty for a share
    MetricScale scale;
    double (*compute)(const HeadPattern &pattern);
};

[[nodiscard]] std::span<const Metric> metrics();
[[nodiscard]] const Metric &metric(MetricId id);
[[nodiscard]] const Metric *findMetric(std::string_view name);

/// [layer][head] of a metric; an empty row where patterns were not kept.
[[nodiscard]] std::vector<std::vector<double>> metricOfHeads(const RunResult &result, MetricId id);

} // namespace headscope
