#pragma once

#include "core/analysis/intervention.h"
#include "core/tensor/tensor.h"
#include "core/text/tokenizer.h"

#include <map>
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
///
/// Square, but for cross attention: there the queries are the decoder's tokens and the keys the encoder's.
class HeadPattern {
public:
    HeadPattern() = default;
    HeadPattern(std::shared_ptr<const Tensor> layerPattern, int head); // layerPattern: [head, query, key]

    [[nodiscard]] int queries() const { return m_queries; }
    [[nodiscard]] int keys() const { return m_keys; }
    /// Of a square one: both.
    [[nodiscard]] int tokens() const { return m_queries; }
    [[nodiscard]] float attention(int query, int key) const
    {
        return row(query)[static_cast<std::size_t>(key)];
    }
    [[nodiscard]] std::span<const float> row(int query) const;
    [[nodiscard]] const float *data() const { return m_first; } // [query, key]
    [[nodiscard]] bool isEmpty() const { return m_keys == 0; }

private:
    std::shared_ptr<const Tensor> m_owner;
    const float *m_first = nullptr;
    int m_queries = 0;
    int m_keys = 0;
};

/// Which positions' logits a run computes: the decoder's positions where there is one.
enum class LogitScope { Last, Given, All };

/// Everything that a run depends on.
struct RunRequest {
    TokenSequence tokens;
    Interventions interventions;
    LogitScope scope = LogitScope::Last;
    std::vector<int> positions; ///< for LogitScope::Given, ascending
    std::vector<TokenId>
        decoderIds{}; ///< what a decoder that writes reads, its start token first; others read `tokens`
    bool operator==(const RunRequest &) const = default;
};

/// What one run gave. Immutable; layers that did not change share storage with the previous result.
struct RunResult {
    TokenSequence tokens;
    Interventions interventions;
    std::vector<std::shared_ptr<const Tensor>> patterns;  // a layer: [head, query, key]
    std::vector<std::shared_ptr<const Tensor>> overviews; // a layer: [head, cell, cell], of what is not kept
    std::map<HeadId, HeadPattern> computedAgain; ///< of those that are not kept, what somebody asked for
    std::vector<std::shared_ptr<const Tensor>> layerInputs; // a layer: [token, width]
    std::shared_ptr<const Tensor> final;                    // [token, width], after the last norm
    std::vector<int> logitPositions; ///< the position of each row of `logits`; empty for sequence classifiers
    std::shared_ptr<const Tensor>
        logits; // [row, output]; sequence classifiers one row; null for bare encoders
    int firstComputedLayer =
        0; ///< layers below came from the cache; a decoder's are counted after the encoder's
    double milliseconds = 0;

    // Of encoder-decoders. There `patterns` and `layerInputs` are the encoder's; `final` and `logits` the
    // decoder's.
    std::vector<TokenId> decoderIds;
    std::shared_ptr<const Tensor> encoderFinal; // [token, width], after the encoder's last norm
    std::vector<std::shared_ptr<const Tensor>>
        decoderPatterns;                                      // a layer: [head, decoder token, decoder token]
    std::vector<std::shared_ptr<const Tensor>> crossPatterns; // a layer: [head, decoder token, token]
    std::vector<std::shared_ptr<const Tensor>> decoderLayerInputs; // a layer: [decoder token, width]

    /// Layer by layer; null where patterns were not kept.
    [[nodiscard]] const std::vector<std::shared_ptr<const Tensor>> &patternsOf(Stack stack) const;
    /// Empty when the pattern was neither kept nor computed again, and when the layer has no such head or
    /// does not attend.
    [[nodiscard]] HeadPattern pattern(const HeadId &head) const;
    /// The pattern, or a small one of the same looks where it was not kept: cells of many tokens, each with
    /// its largest attention. For pictures only.
    [[nodiscard]] HeadPattern overview(const HeadId &head) const;
    /// False for texts so long that patterns are computed again when somebody asks.
    [[nodiscard]] bool keepsPatterns() const { return overviews.empty() || !overviews.front(); }
    /// The logits of a position, empty when they were not computed. For sequence classifiers any position
    /// will do.
    [[nodiscard]] std::span<const float> logitsAt(int position) const;
    [[nodiscard]] int tokenCount() const { return static_cast<int>(tokens.ids.size()); }
    /// The tokens whose positions the logits belong to.
    [[nodiscard]] const std::vector<TokenId> &outputIds() const
    {
        return decoderIds.empty() ? tokens.ids : decoderIds;
    }
};

} // namespace headscope
