#include "core/ops/softmax.h"

#include "core/ops/vector_clones.h"

#include <algorithm>
#include <limits>

namespace headscope {

namespace {

/// Below this many numbers a second thread costs more than it brings.
constexpr std::ptrdiff_t kWorthAThread = 8192;

HEADSCOPE_VECTOR_CLONES void softmax(float *row, std::ptrdiff_t visible, float scale)
{
    float largest = -std::numeric_limits<float>::infinity();
#pragma omp simd reduction(max : largest)
    for (std::ptrdiff_t i = 0; i < visible; ++i)
        largest = std::max(largest, row[i] * scale);
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (std::ptrdiff_t i = 0; i < visible; ++i) {
        row[i] = expOfNegative(row[i] * scale - largest);
        sum += row[i];
    }
    const float share = 1.0F / sum;
#pragma omp simd
    for (std::ptrdiff_t i = 0; i < visible; ++i)
        row[i] *= share;
}

HEADSCOPE_VECTOR_CLONES void capScores(float *row, std::ptrdiff_t visible, float scale, float cap)
{
#pragma omp simd
    for (std::ptrdiff_t i = 0; i < visible; ++i)
        row[i] = cap * hyperbolicTangent(row[i] * scale / cap);
}

HEADSCOPE_VECTOR_CLONES void addBias(float *row, std::ptrdiff_t visible, float scale, const float *bias)
{
#pragma omp simd
    for (std::ptrdiff_t i = 0; i < visible; ++i)
        row[i] = row[i] * scale + bias[i];
}

/// `visible` scores of one head and query, which begin at key `first`, become shares.
void patternOf(float *row, std::ptrdiff_t visible, const float *bias, const ScoreRules &rules)
{
    float scale = rules.scale;
    if (rules.softCap > 0) {
        capScores(row, visible, scale, rules.softCap);
        scale = 1;
    }
    if (bias != nullptr) {
        addBias(row, visible, scale, bias);
        scale = 1;
    }
    softmax(row, visible, scale);
}

} // namespace

void softmaxOverKeys(Tensor &scores, QueryRange queries, const ScoreRules &rules)
{
    const std::ptrdiff_t keys = scores.columns();
    const std::ptrdiff_t queriesOfHead = scores.shape()[1];
    const std::ptrdiff_t rows = scores.shape()[0] * queries.count;
    const ScoreBias &bias = rules.bias;
    const std::ptrdiff_t end = std::min(keys, rules.written.end);
    // Each thread takes whole heads, as the product before did: their scores are in its own cache.
#pragma omp parallel for schedule(static) if (rows * keys > kWorthAThread)
    for (std::ptrdiff_t i = 0; i < rows; ++i) {
        const std::ptrdiff_t head = i / queries.count;
        const std::ptrdiff_t query = queries.first + i % queries.count;
        const KeyRange seen = rules.reach.of(query, keys);
        float *row = scores.data() + (head * queriesOfHead + query - rules.firstStored) * keys;
        const float *added = bias.values == nullptr
                                 ? nullptr
                                 : bias.values + head * bias.perHead + query * bias.perQuery + seen.first;
        std::fill(row + rules.written.first, row + seen.first, 0.0F);
        patternOf(row + seen.first, seen.count(), added, rules);
        std::fill(row + seen.end, row + end, 0.0F);
    }
}

} // namespace headscope
