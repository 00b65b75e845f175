#pragma once

#include "core/analysis/head_metric.h"

#include <QString>

namespace headscope {

/// What a metric is called, how it is computed, who described it, and what it tells, in a sentence or two.
[[nodiscard]] QString metricName(MetricId id);
[[nodiscard]] QString metricFormula(MetricId id);
[[nodiscard]] QString metricHelp(MetricId id);

[[nodiscard]] QString metricUnit(MetricId id); ///< empty for a share
/// One value without its unit: three decimals, `<0.001` for less; changes carry their sign, small ones keep
/// two figures.
[[nodiscard]] QString metricNumberText(MetricId id, double value);
/// The same with its unit: `1.234 nat`; `–` where a text has no token that the metric is of.
[[nodiscard]] QString metricValueText(MetricId id, double value);

} // namespace headscope
