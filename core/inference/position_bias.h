#pragma once

#include "core/model/model_config.h"
#include "core/ops/softmax.h"

namespace headscope {

/// Numbers that depend on the position alone and are added to the scores of every layer.
class PositionBias {
public:
    /// ALiBi: slope of the head * key. (Its usual form, slope * (key - query), differs by a number that is
    /// the same for all keys of a query, which the softmax takes out again.)
    [[nodiscard]] static PositionBias linear(const std::vector<float> &slopes, std::ptrdiff_t tokens);

    [[nodiscard]] ScoreBias ofLayer() const { return {m_values.data(), m_perHead, m_perQuery}; }

private:
    PositionBias(Tensor values, std::ptrdiff_t perHead, std::ptrdiff_t perQuery);

    Tensor m_values;
    std::ptrdiff_t m_perHead, m_perQuery;
};

} // namespace headscope
