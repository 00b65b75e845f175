#pragma once

#include "core/ops/compute_context.h"
#include "core/ops/softmax.h"

namespace headscope {

/// Attention of all heads of a layer, reading q, k and v out of the packed projection without copying.
///
/// `packedQkv` is [token, (heads + 2 * keyValueHeads) * headWidth]: queries, keys, values. The heads
/// `g * n … g * n + g - 1` share key and value n, with g = heads / keyValueHeads. Two verbs, because
/// interventions happen between them.
class HeadAttention {
public:
    struct Shape {
        std::ptrdiff_t tokens = 0, heads = 0, keyValueHeads = 0, headWidth = 0;
        VisibleKeys visible = VisibleKeys::All;
    };

    HeadAttention(const ComputeContext &context, const Shape &shape);

    /// pattern[h, q, k] = softmax over visible k of (query[q, h] · key[k, h]) / sqrt(headWidth)
    void pattern(ComputeContext &context, const Tensor &packedQkv, Tensor &pattern) const;

    /// mixed[q, h, i] = sum_k pattern[h, q, k] * value[k, h, i]
    void mixValues(ComputeContext &context, const Tensor &pattern, const Tensor &packedQkv,
                   Tensor &mixed) const;

    [[nodiscard]] std::vector<std::string> kernelNames() const;

private:
    Shape m_shape;
    dnnl::matmul::primitive_desc m_scoreDescription, m_mixDescription;
    dnnl::matmul m_score, m_mix;
};

} // namespace headscope
