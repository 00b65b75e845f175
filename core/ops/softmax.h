#pragma once

#include "core/tensor/key_reach.h"
#include "core/tensor/tensor.h"

namespace headscope {

/// Some neighbouring queries.
struct QueryRange {
    std::ptrdiff_t first = 0, count = 0;
};

/// Numbers that are added to the scaled scores: bias(h, q, k) = values[h * perHead + q * perQuery + k].
///
/// With the strides one loop serves a bias of each key (perQuery = 0: ALiBi), of each offset between query
/// and key (perQuery = -1: relative positions) and of each pair of both (perQuery = tokens).
struct ScoreBias {
    const float *values = nullptr; ///< null = none
    std::ptrdiff_t perHead = 0, perQuery = 0;
};

/// What becomes of a score before the softmax: score(h, q, k) = cap(scale * s[h, q, k]) + bias(h, q, k), with
/// cap(x) = softCap * tanh(x / softCap).
struct ScoreRules {
    float scale = 1;
    float softCap = 0; ///< 0 = none
    KeyReach reach;
    ScoreBias bias;
    std::ptrdiff_t firstStored = 0; ///< the query of the first row that the scores hold of each head
    KeyRange written = {0, KeyReach::kUnlimited}; ///< the keys whose numbers anybody reads; 0 where not seen
};

/// pattern[h, q, k] = exp(score(h, q, k)) / sum over visible j of exp(score(h, q, j)), in place, for all
/// heads and some queries; 0 for keys that are not visible. `scores` is [head, query, key].
void softmaxOverKeys(Tensor &scores, QueryRange queries, const ScoreRules &rules);

} // namespace headscope
