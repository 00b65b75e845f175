#pragma once

#include "core/ops/compute_context.h"
#include "core/ops/softmax.h"

#include <stop_token>
#include <string>
#include <vector>

namespace headscope {

/// Attention of all heads of a layer, reading q, k and v out of the packed projection without copying.
///
/// `packedQkv` is [token, (heads + 2 * keyValueHeads) * headWidth]: queries, keys, values. The heads
/// `g * n … g * n + g - 1` share key and value n, with g = heads / keyValueHeads. Two verbs, because
/// interventions happen between them.
///
/// Computed in tiles of queries, all heads at once: a causal tile leaves out the keys that none of its
/// queries may see, and its scores are still in the cache when they become a pattern.
class HeadAttention {
public:
    struct Shape {
        std::ptrdiff_t tokens = 0, heads = 0, keyValueHeads = 0, headWidth = 0;
        VisibleKeys visible = VisibleKeys::All;
    };

    HeadAttention(const ComputeContext &context, const Shape &shape);

    /// pattern[h, q, k] = softmax over visible k of (query[q, h] · key[k, h]) / sqrt(headWidth)
    ///
    /// Returns early when stopped, the pattern is unusable then.
    void pattern(ComputeContext &context, const Tensor &packedQkv, Tensor &pattern,
                 const std::stop_token &stop = {}) const;

    /// mixed[q, h, i] = sum_k pattern[h, q, k] * value[k, h, i]
    ///
    /// Returns early when stopped, the mixed values are unusable then.
    void mixValues(ComputeContext &context, const Tensor &pattern, const Tensor &packedQkv, Tensor &mixed,
                   const std::stop_token &stop = {}) const;

    [[nodiscard]] std::vector<std::string> kernelNames() const;

private:
    /// Some queries and the keys that they may see.
    struct Tile {
        std::ptrdiff_t firstQuery = 0, queries = 0, keys = 0;
        dnnl::matmul::primitive_desc scoreDescription, mixDescription;
        dnnl::matmul score, mix;
    };

    [[nodiscard]] Tile tile(const ComputeContext &context, std::ptrdiff_t firstQuery,
                            std::ptrdiff_t queries) const;

    Shape m_shape;
    std::vector<Tile> m_tiles;
};

} // namespace headscope
