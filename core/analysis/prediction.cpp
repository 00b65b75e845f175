#include "core/analysis/prediction.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

namespace headscope {

namespace {

/// log(sum(exp(logits))), the largest factored out.
double logSumExp(std::span<const float> logits)
{
    const double largest = *std::ranges::max_element(logits);
    double sum = 0;
    for (const float logit : logits)
        sum += std::exp(static_cast<double>(logit) - largest);
    return largest + std::log(sum);
}

/// Strictly better: the higher logit, then the smaller id; NaN after everything.
bool ranksBefore(std::span<const float> logits, std::size_t a, std::size_t b)
{
    const float x = logits[a];
    const float y = logits[b];
    if (std::isnan(x) || std::isnan(y))
        return std::isnan(x) == std::isnan(y) ? a < b : std::isnan(y);
    return x != y ? x > y : a < b;
}

/// log(sigmoid(logit))
double logSigmoid(double logit)
{
    return logit < 0 ? logit - std::log1p(std::exp(logit)) : -std::log1p(std::exp(-logit));
}

/// Turns a logit into its probability.
class Probability {
public:
    Probability(std::span<const float> logits, LabelScale scale)
        : m_scale(scale)
        , m_logSum(scale == LabelScale::OneOf ? logSumExp(logits) : 0)
    {
    }

    [[nodiscard]] double of(float logit) const
    {
        switch (m_scale) {
        case LabelScale::OneOf:
            return std::exp(static_cast<double>(logit) - m_logSum);
        case LabelScale::AnyOf:
            return std::exp(logSigmoid(static_cast<double>(logit)));
        case LabelScale::Values:
            break;
        }
        return std::numeric_limits<double>::quiet_NaN();
    }

private:
    LabelScale m_scale;
    double m_logSum;
};

Prediction predictionGiven(std::span<const float> logits, std::size_t id, int rank,
                           const Probability &probability)
{
    return {static_cast<int>(id), logits[id], probability.of(logits[id]), rank};
}

/// Summed over labels that are each there or not.
double klOfSigmoids(std::span<const float> baseline, std::span<const float> now)
{
    double divergence = 0;
    for (std::size_t i = 0; i < baseline.size(); ++i) {
        const auto before = static_cast<double>(baseline[i]);
        const auto after = static_cast<double>(now[i]);
        divergence += std::exp(logSigmoid(before)) * (logSigmoid(before) - logSigmoid(after)) +
                      std::exp(logSigmoid(-before)) * (logSigmoid(-before) - logSigmoid(-after));
    }
    return divergence < 0 ? 0 : divergence;
}

} // namespace

std::vector<double> probabilities(std::span<const float> logits)
{
    std::vector<double> result(logits.size());
    if (logits.empty())
        return result;
    const double logSum = logSumExp(logits);
    std::ranges::transform(logits, result.begin(),
                           [logSum](float logit) { return std::exp(static_cast<double>(logit) - logSum); });
    return result;
}

std::vector<Prediction> topPredictions(std::span<const float> logits, int count, LabelScale scale)
{
    std::vector<Prediction> top;
    if (logits.empty() || count <= 0)
        return top;
    std::vector<std::size_t> ids(logits.size());
    std::iota(ids.begin(), ids.end(), std::size_t{0});
    const auto last = ids.begin() + std::min<std::ptrdiff_t>(count, static_cast<std::ptrdiff_t>(ids.size()));
    std::partial_sort(ids.begin(), last, ids.end(),
                      [logits](std::size_t a, std::size_t b) { return ranksBefore(logits, a, b); });
    const Probability probability(logits, scale);
    for (auto id = ids.begin(); id != last; ++id)
        top.push_back(predictionGiven(logits, *id, static_cast<int>(id - ids.begin()), probability));
    return top;
}

Prediction predictionOf(std::span<const float> logits, int id, LabelScale scale)
{
    if (id < 0 || static_cast<std::size_t>(id) >= logits.size())
        throw std::out_of_range("there is no outcome " + std::to_string(id));
    const auto index = static_cast<std::size_t>(id);
    int rank = 0;
    for (std::size_t other = 0; other < logits.size(); ++other)
        rank += other != index && ranksBefore(logits, other, index) ? 1 : 0;
    return predictionGiven(logits, index, rank, Probability(logits, scale));
}

double klDivergence(std::span<const float> baseline, std::span<const float> now, LabelScale scale)
{
    if (baseline.size() != now.size() || baseline.empty())
        throw std::invalid_argument("two distributions of different size cannot be compared");
    if (scale == LabelScale::AnyOf)
        return klOfSigmoids(baseline, now);
    if (scale == LabelScale::Values)
        return std::numeric_limits<double>::quiet_NaN();
    const double baselineSum = logSumExp(baseline);
    const double nowSum = logSumExp(now);
    double divergence = 0;
    for (std::size_t i = 0; i < baseline.size(); ++i) {
        const double logP = static_cast<double>(baseline[i]) - baselineSum;
        const double logQ = static_cast<double>(now[i]) - nowSum;
        const double p = std::exp(logP);
        if (p > 0 || std::isnan(p))
            divergence += p * (logP - logQ);
    }
    // Rounding may leave a tiny negative number where the truth is 0.
    return divergence < 0 ? 0 : divergence;
}

double cosine(std::span<const float> a, std::span<const float> b)
{
    double dot = 0;
    double squaredA = 0;
    double squaredB = 0;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
        dot += static_cast<double>(a[i]) * static_cast<double>(b[i]);
        squaredA += static_cast<double>(a[i]) * static_cast<double>(a[i]);
        squaredB += static_cast<double>(b[i]) * static_cast<double>(b[i]);
    }
    return dot / std::sqrt(squaredA * squaredB);
}

double crossEntropy(std::span<const float> logits, int id)
{
    if (id < 0 || static_cast<std::size_t>(id) >= logits.size())
        throw std::out_of_range("there is no outcome " + std::to_string(id));
    return logSumExp(logits) - static_cast<double>(logits[static_cast<std::size_t>(id)]);
}

} // namespace headscope
