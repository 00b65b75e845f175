#include "core/analysis/head_metric.h"

#include "core/analysis/effect_metrics.h"
#include "core/analysis/pattern_metrics.h"

#include <algorithm>
#include <array>
#include <limits>
#include <random>

namespace headscope {

namespace {

using enum MetricNeeds;
using enum MetricParameters;
using enum MetricScale;

constexpr std::string_view kSink =
    "Xiao et al. 2023, Efficient streaming language models with attention sinks";
constexpr std::string_view kInduction = "Olsson et al. 2022, In-context learning and induction heads";
constexpr std::string_view kDuplicate = "Wang et al. 2022, Interpretability in the wild";
constexpr std::string_view kClark = "Clark et al. 2019, What does BERT look at?";
constexpr std::string_view kVig = "Vig and Belinkov 2019, Analyzing the structure of attention";
constexpr std::string_view kMichel = "Michel et al. 2019, Are sixteen heads really better than one?";

// clang-format off
constexpr std::array kMetrics{
    Metric{MetricId::Entropy, "entropy", "mean over q of −Σₖ p[q][k] · ln p[q][k]", kClark, "nat",
           Pattern, None, FromZero, &entropy, nullptr},
    Metric{MetricId::Distance, "distance", "mean over q of Σₖ p[q][k] · |q − k|", kVig, "tokens",
           Pattern, None, FromZero, &meanDistance, nullptr},
    Metric{MetricId::FirstToken, "first", "mean over q of p[q][0]", kSink, "",
           Pattern, None, Share, &onFirstToken, nullptr},
    Metric{MetricId::Self, "self", "mean over q of p[q][q]", kClark, "",
           Pattern, None, Share, &onSelf, nullptr},
    Metric{MetricId::PreviousToken, "previous", "mean over q ≥ 1 of p[q][q − 1]", kClark, "",
           Pattern, None, Share, &onPreviousToken, nullptr},
    Metric{MetricId::NextToken, "next", "mean over q ≤ T − 2 of p[q][q + 1]", kClark, "",
           Pattern, None, Share, &onNextToken, nullptr},
    Metric{MetricId::Duplicate, "duplicate",
           "mean over q whose token came before of Σ p[q][k] over k < q with the same token", kDuplicate, "",
           Pattern, None, Share, &onDuplicates, nullptr},
    Metric{MetricId::Induction, "induction",
           "N random tokens twice: mean over the second half's q of p[q][q − N + 1]", kInduction, "",
           Probe, None, Share, &induction, nullptr},
    Metric{MetricId::Pair, "pair", "p[Q][K]", "", "",
           Pattern, Positions, Share, &ofPair, nullptr},
    Metric{MetricId::EffectLoss, "effect:loss", "loss(ablated) − loss(baseline)", kMichel, "nat",
           Effect, None, Diverging, nullptr, &effectOnLoss},
    Metric{MetricId::EffectKl, "effect:kl", "Σᵢ b[i] · ln(b[i] / a[i]), b the baseline's probabilities, a the ablated",
           kMichel, "nat", Effect, None, FromZero, nullptr, &effectAsKl},
    Metric{MetricId::EffectLogit, "effect:logit", "(logit A − logit B)(ablated) − (logit A − logit B)(baseline)",
           kDuplicate, "", Effect, Outcomes, Diverging, nullptr, &effectOnLogit},
    Metric{MetricId::EffectLabel, "effect:label", "P(label)(ablated) − P(label)(baseline)",
           kMichel, "", Effect, Label, Diverging, nullptr, &effectOnLabel},
};
// clang-format on

constexpr int kProbeBlock = 32;

} // namespace

std::span<const Metric> metrics()
{
    return kMetrics;
}

const Metric &metric(MetricId id)
{
    return *std::ranges::find(kMetrics, id, &Metric::id);
}

const Metric *findMetric(std::string_view name)
{
    const auto found = std::ranges::find(kMetrics, name, &Metric::name);
    return found == kMetrics.end() ? nullptr : &*found;
}

double metricOf(const HeadPattern &pattern, std::span<const TokenId> ids, const MetricChoice &choice)
{
    return metric(choice.id).ofPattern({pattern, ids, choice});
}

bool readsOneText(MetricId id)
{
    return id != MetricId::Entropy && id != MetricId::FirstToken && id != MetricId::Pair;
}

std::vector<double> metricOfLayer(const RunResult &result, int layer, const MetricChoice &choice, Stack stack)
{
    const auto &patterns = result.patternsOf(stack)[static_cast<std::size_t>(layer)];
    const auto heads = patterns ? patterns->shape().front() : 0;
    if (stack == Stack::Cross && readsOneText(choice.id))
        return std::vector<double>(static_cast<std::size_t>(heads), std::numeric_limits<double>::quiet_NaN());
    const std::vector<TokenId> &ids = stack == Stack::Encoder ? result.tokens.ids : result.decoderIds;
    std::vector<double> values;
    for (int head = 0; head < heads; ++head) {
        values.push_back(metricOf(result.pattern({stack, layer, head}), ids, choice));
    }
    return values;
}

std::vector<std::vector<double>> metricOfHeads(const RunResult &result, const MetricChoice &choice,
                                               Stack stack)
{
    std::vector<std::vector<double>> values;
    for (int layer = 0; layer < static_cast<int>(result.patternsOf(stack).size()); ++layer)
        values.push_back(metricOfLayer(result, layer, choice, stack));
    return values;
}

TokenSequence inductionProbe(int vocabulary, int positions, std::span<const TokenId> leading)
{
    // Drawn without the distribution classes, whose results differ between standard libraries.
    std::mt19937 random(20220924);
    const int room = (positions - static_cast<int>(leading.size())) / 2;
    std::vector<TokenId> block;
    const int known = vocabulary - static_cast<int>(leading.size());
    const int wanted = std::max(0, std::min({kProbeBlock, room, known}));
    while (static_cast<int>(block.size()) < wanted) {
        const auto id = static_cast<TokenId>(random() % static_cast<unsigned>(vocabulary));
        if (std::ranges::find(block, id) == block.end() && std::ranges::find(leading, id) == leading.end())
            block.push_back(id);
    }
    TokenSequence probe{{leading.begin(), leading.end()}, {}};
    for (int copy = 0; copy < 2; ++copy)
        probe.ids.insert(probe.ids.end(), block.begin(), block.end());
    return probe;
}

} // namespace headscope
