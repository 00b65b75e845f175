#pragma once

#include "core/model/model_config.h"
#include "core/ops/softmax.h"

namespace headscope {

/// Numbers that depend on the position alone and are added to the scores of every layer.
class PositionBias {
public:
    /// ALiBi with the key's position. (Its usual form, with the distance of query and key, differs by a
    /// number that is the same for all keys of a query, which the softmax takes out again.)
    [[nodiscard]] static PositionBias linear(const LinearBias &bias, std::ptrdiff_t tokens);

    /// T5 and MPNet: table[bucket of key - query, head]. Half of the buckets are single distances, the others
    /// grow with the logarithm up to `reach`; with `bothSides` keys before and after a query have half each.
    struct Buckets {
        int reach = 0;
        bool bothSides = true;
    };
    [[nodiscard]] static PositionBias relative(const Tensor &table, const Buckets &buckets,
                                               std::ptrdiff_t tokens);

    [[nodiscard]] ScoreBias ofLayer() const { return {m_values.data() + m_first, m_perHead, m_perQuery}; }

private:
    PositionBias(Tensor values, std::ptrdiff_t perHead, std::ptrdiff_t perQuery, std::ptrdiff_t first = 0);

    Tensor m_values;
    std::ptrdiff_t m_perHead, m_perQuery, m_first;
};

} // namespace headscope
