#pragma once

#include "core/analysis/head_metric.h"

#include <string>
#include <string_view>

namespace headscope {

/// A METRIC as it is written, its tokens and labels not looked up in a model yet: `entropy`, `pair:3,7`,
/// `effect:logit: east- west`, `effect:label:positive`.
struct MetricWords {
    MetricId id = MetricId::Entropy;
    int query = 0, key = 0;
    std::string outcome; ///< a token as text or `#id`, a label
    std::string against; ///< empty when there is no second token
    bool operator==(const MetricWords &) const = default;
};

/// Throws std::invalid_argument for a malformed METRIC, std::domain_error for one that is not built yet.
[[nodiscard]] MetricWords parseMetric(std::string_view text);

/// The METRIC that is parsed to these words.
[[nodiscard]] std::string toText(const MetricWords &words);

} // namespace headscope
