#pragma once

#include "core/analysis/run_result.h"
#include "core/model/output_spec.h"

#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace headscope {

/// One number a head: what the head board and `score` show.
enum class MetricId {
    Entropy,
    Distance,
    FirstToken,
    Self,
    PreviousToken,
    NextToken,
    Duplicate,
    Induction,
    Pair,
    EffectLoss,
    EffectKl,
    EffectLogit,
    EffectLabel
};

/// What a metric is read from.
enum class MetricNeeds {
    Pattern, ///< the head's pattern on the text
    Probe,   ///< the head's pattern on a built-in text (`inductionProbe`)
    Effect   ///< what the model predicts with the head changed, beside what it predicts without
};

/// What must be chosen beside the metric.
enum class MetricParameters { None, Positions /* query, key */, Outcomes /* A, B */, Label };

/// Which ramp and range a metric is drawn with.
enum class MetricScale { Share /* 0…1 */, FromZero /* 0…largest */, Diverging /* around 0 */ };

/// A metric and everything that was chosen with it.
struct MetricChoice {
    MetricId id = MetricId::Entropy;
    int query = 0, key = 0;        ///< of `Pair`
    int outcome = 0;               ///< of `EffectLogit` a vocabulary token, of `EffectLabel` a label
    std::optional<int> against{};  ///< of `EffectLogit`: the token whose logit is taken away
    Intervention kind = Zero{};    ///< of effects: what is done to each head in turn
    std::optional<int> position{}; ///< of effects: whose prediction is read; empty: where the model predicts
    bool operator==(const MetricChoice &) const = default;
};

/// What a pattern metric may read.
struct PatternReading {
    const HeadPattern &pattern;
    std::span<const TokenId> ids;
    const MetricChoice &choice;
};

/// What a model predicts, as effects compare it.
struct OutputReading {
    std::span<const float> logits; ///< of the position; empty when the metric reads the loss
    double loss = 0;               ///< mean next-token cross-entropy of the text in nats
    LabelScale scale = LabelScale::OneOf;
};

/// What an effect metric may read.
struct EffectReading {
    OutputReading baseline, ablated;
    const MetricChoice &choice;
};

/// A metric is a name, a formula, where the idea comes from, what it needs, a unit, a scale, and one pure
/// function: `ofPattern`, or `ofOutputs` for effects.
struct Metric {
    MetricId id;
    std::string_view name;    ///< as the command line and files spell it, without its parameters
    std::string_view formula; ///< with p[q][k] the pattern, T the tokens
    std::string_view source;  ///< who described it; empty for what everyone counts
    std::string_view unit;    ///< nat, tokens, or empty for a share
    MetricNeeds needs;
    MetricParameters parameters;
    MetricScale scale;
    double (*ofPattern)(const PatternReading &);
    double (*ofOutputs)(const EffectReading &);
};

[[nodiscard]] std::span<const Metric> metrics();
[[nodiscard]] const Metric &metric(MetricId id);
[[nodiscard]] inline MetricNeeds needsOf(MetricId id)
{
    return metric(id).needs;
}
[[nodiscard]] inline MetricParameters parametersOf(MetricId id)
{
    return metric(id).parameters;
}
/// Null for an unknown name.
[[nodiscard]] const Metric *findMetric(std::string_view name);

/// What an effect starts from (the loss, the logit or their difference, the probability): an effect is
/// *ablated minus baseline*, and 0 for KL, which compares both at once.
[[nodiscard]] double effectBaseline(const MetricChoice &choice, const OutputReading &baseline);

/// A pattern metric of one head.
[[nodiscard]] double metricOf(const HeadPattern &pattern, std::span<const TokenId> ids,
                              const MetricChoice &choice);
/// Whether a pattern metric compares positions of queries and keys: it says nothing of cross attention, whose
/// keys are another text.
[[nodiscard]] bool readsOneText(MetricId id);

/// A pattern metric of every head of a layer; empty where the patterns were not kept, not a number where it
/// says nothing of that stack.
[[nodiscard]] std::vector<double> metricOfLayer(const RunResult &result, int layer,
                                                const MetricChoice &choice, Stack stack = Stack::Encoder);
/// The same of all layers of a stack: [layer][head].
[[nodiscard]] std::vector<std::vector<double>>
metricOfHeads(const RunResult &result, const MetricChoice &choice, Stack stack = Stack::Encoder);

/// `leading`, then random tokens, then the same tokens again: a head that finds what followed the token last
/// time looks at `q − N + 1` in the second half. Seeded: the same for every machine.
[[nodiscard]] TokenSequence inductionProbe(int vocabulary, int positions,
                                           std::span<const TokenId> leading = {});

} // namespace headscope
