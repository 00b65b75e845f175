#include "core/analysis/head_statistics.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <numeric>
#include <stdexcept>

namespace headscope {

namespace {

/// Mean over `queries` from `first` on of what `ofQuery(query)` says; NaN without queries.
template <typename OfQuery>
double meanOverQueries(const HeadPattern &pattern, int first, OfQuery ofQuery)
{
    double sum = 0;
    for (int query = first; query < pattern.tokens(); ++query)
        sum += ofQuery(query);
    const int queries = pattern.tokens() - first;
    return queries > 0 ? sum / queries : std::numeric_limits<double>::quiet_NaN();
}

double entropy(const HeadPattern &pattern)
{
    return meanOverQueries(pattern, 0, [&](int query) {
        const auto row = pattern.row(query);
        return std::accumulate(row.begin(), row.end(), 0.0, [](double sum, float attention) {
            const auto p = static_cast<double>(attention);
            return attention == 0.0F ? sum : sum - p * std::log(p);
        });
    });
}

double distance(const HeadPattern &pattern)
{
    return meanOverQueries(pattern, 0, [&](int query) {
        const auto row = pattern.row(query);
        double sum = 0;
        for (int key = 0; key < pattern.tokens(); ++key)
            sum += static_cast<double>(row[static_cast<std::size_t>(key)]) * std::abs(query - key);
        return sum;
    });
}

double firstToken(const HeadPattern &pattern)
{
    return meanOverQueries(pattern, 0,
                           [&](int query) { return static_cast<double>(pattern.attention(query, 0)); });
}

double self(const HeadPattern &pattern)
{
    return meanOverQueries(pattern, 0,
                           [&](int query) { return static_cast<double>(pattern.attention(query, query)); });
}

double previousToken(const HeadPattern &pattern)
{
    return meanOverQueries(
        pattern, 1, [&](int query) { return static_cast<double>(pattern.attention(query, query - 1)); });
}

constexpr std::array kMetrics{
    Metric{MetricId::Entropy, "entropy", "mean over q of −Σₖ p[q][k] · ln p[q][k]", "nat",
           MetricScale::FromZero, &entropy},
    Metric{MetricId::Distance, "distance", "mean over q of Σₖ p[q][k] · |q − k|", "tokens",
           MetricScale::FromZero, &distance},
    Metric{MetricId::FirstToken, "first", "mean over q of p[q][0]", "", MetricScale::Share, &firstToken},
    Metric{MetricId::Self, "self", "mean over q of p[q][q]", "", MetricScale::Share, &self},
    Metric{MetricId::PreviousToken, "previous", "mean over q ≥ 1 of p[q][q − 1]", "", MetricScale::Share,
           &previousToken},
};

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

std::vector<std::vector<double>> metricOfHeads(const RunResult &result, MetricId id)
{
    std::vector<std::vector<double>> values;
    for (std::size_t layer = 0; layer < result.patterns.size(); ++layer) {
        const auto &patterns = result.patterns[layer];
        const auto heads = patterns ? patterns->shape().front() : 0;
        auto &row = values.emplace_back();
        for (int head = 0; head < heads; ++head)
            row.push_back(
                metric(id).compute(result.pattern({Stack::Encoder, static_cast<int>(layer), head})));
    }
    return values;
}

} // namespace headscope
