#include "core/inference/position_bias.h"

namespace headscope {

PositionBias::PositionBias(Tensor values, std::ptrdiff_t perHead, std::ptrdiff_t perQuery)
    : m_values(std::move(values))
    , m_perHead(perHead)
    , m_perQuery(perQuery)
{
}

PositionBias PositionBias::linear(const std::vector<float> &slopes, std::ptrdiff_t tokens)
{
    Tensor values({std::ssize(slopes), tokens}); // [head, key]
    for (std::size_t head = 0; head < slopes.size(); ++head)
        for (std::ptrdiff_t key = 0; key < tokens; ++key)
            values.matrix()(static_cast<std::ptrdiff_t>(head), key) = slopes[head] * static_cast<float>(key);
    return {std::move(values), tokens, 0};
}

} // namespace headscope
