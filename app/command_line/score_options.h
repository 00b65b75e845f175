#pragma once

#include "app/command_line/opened_model.h"
#include "core/analysis/metric_words.h"
#include "core/inference/score_heads.h"

#include <optional>
#include <string>
#include <vector>

namespace headscope {

/// What the command line says about a metric.
struct MetricOptions {
    std::string metric = "entropy";
    std::string kind = "zero";
    std::optional<int> position;
};

/// The same, understood as far as that goes without the model.
struct UnderstoodMetric {
    MetricWords words;
    Intervention kind = Zero{};
    std::optional<int> position;
};

/// Throws UsageError for what is malformed, Refusal for what is not built yet.
[[nodiscard]] UnderstoodMetric understood(const MetricOptions &options);

/// Whether the metric is read from the user's text; the others bring their own.
[[nodiscard]] bool needsText(const UnderstoodMetric &metric);

/// `encoder`, `decoder` or `cross`. Throws UsageError.
[[nodiscard]] Stack stackOf(const std::string &name);

/// What is scored: whose heads, and on which texts.
struct ScoredTexts {
    TokenSequence tokens;
    std::vector<TokenId> decoderIds{};
    Stack stack = Stack::Encoder;
};

/// Looks up tokens and labels, checks everything against model and text, and chooses the position: the first
/// mask of a masked model, else the last. Throws Refusal.
[[nodiscard]] ScoreRequest scoreRequest(const ReadyModel &model, const UnderstoodMetric &metric,
                                        const ScoredTexts &texts);

/// Scores with progress on standard error, in steps that a log can hold.
[[nodiscard]] HeadScores scoreWithProgress(const ReadyModel &model, const ScoreRequest &request);

} // namespace headscope
