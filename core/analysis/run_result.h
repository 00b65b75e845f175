#pragma once

#include "core/analysis/intervention.h"
#include "core/tensor/tensor.h"
#include "core/text/tokenizer.h"

#include <memory>
#include <span>
#include <vector>

namespace headscope {

/// The tokens a model reads.
struct TokenSequence {
    std::vector<TokenId> ids;
    std::vector<int> types; ///< segment ids; empty = all 0
    bool operator==(const TokenSequence &) const = default;
};

/// What one head looks at: rows are queries, columns keys, each row sums to 1. Holds its numbers alive.
class HeadPattern {
public:
    HeadPattern() = default;
    HeadPattern(std::shared_ptr<const Tensor> layerPattern, int head); // layerPattern: [head, query, key]

    [[nodiscard]] int tokens() const { return m_tokens; }
    [[nodiscard]] float attention(int query, int key) const
    {
        return row(query)[static_cast<std::size_t>(key)];
    }
    [[nodiscard]] std::span<const float> row(int query) const;
    [[nodiscard]] const float *data() const { return m_first; } // [query, key]
    [[nodiscard]] bool isEmpty() const { return m_tokens == 0; }

private:
    std::shared_ptr<const Tensor> m_owner;
    const float *m_first = nullptr;
    int m_tokens = 0;
};

/// Which positions' logits a run computes.
enum class LogitScope { Last, Given, All };

/// Everything that a run depends on.
struct RunRequest {
    TokenSequence tokens;
    Interventions interventions;
    LogitScope scope = LogitScope::Last;
    std::vector<int> positions; ///< for LogitScope::Given, ascending
    bool operator==(const RunRequest &) const = default;
};

/// What one run gave. Immutable; layers that did not change share storage with the previous result.
struct RunResult {
    TokenSequence tokens;
    Interventions interventions;
    std::vector<std::shared_ptr<const Tensor>> patterns;    // a layer: [head, query, key]
    std::vector<std::shared_ptr<const Tensor>> layerInputs; // a layer: [token, width]
    std::shared_ptr<const Tensor> final;                    // [token, width], after the last norm
    std::vector<int> logitPositions; ///< the position of each row of `logits`; empty for sequence classifiers
    std::shared_ptr<const Tensor>
        logits;                 // [row, output]; sequence classifiers one row; null for bare encoders
    int firstComputedLayer = 0; ///< layers below came from the cache
    double milliseconds = 0;

    /// Empty when the pattern was not kept.
    [[nodiscard]] HeadPattern pattern(const HeadId &head) const;
    /// The logits of a position, empty when they were not computed. For sequence classifiers any position
    /// will do.
    [[nodiscard]] std::span<const float> logitsAt(int position) const;
    [[nodiscard]] int tokenCount() const { return static_cast<int>(tokens.ids.size()); }
};

} // namespace headscope
