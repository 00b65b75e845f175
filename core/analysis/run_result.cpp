#include "core/analysis/run_result.h"

#include <algorithm>

namespace headscope {

HeadPattern::HeadPattern(std::shared_ptr<const Tensor> layerPattern, int head)
    : m_owner(std::move(layerPattern))
    , m_tokens(static_cast<int>(m_owner->columns()))
{
    m_first = m_owner->data() + static_cast<std::ptrdiff_t>(head) * m_tokens * m_tokens;
}

std::span<const float> HeadPattern::row(int query) const
{
    return {m_first + static_cast<std::ptrdiff_t>(query) * m_tokens, static_cast<std::size_t>(m_tokens)};
}

HeadPattern RunResult::pattern(const HeadId &head) const
{
    const auto layer = static_cast<std::size_t>(head.layer);
    if (layer >= patterns.size() || !patterns[layer])
        return {};
    return {patterns[layer], head.head};
}

std::span<const float> RunResult::logitsAt(int position) const
{
    if (!logits)
        return {};
    if (logitPositions.empty())
        return logits->row(0);
    const auto found = std::ranges::lower_bound(logitPositions, position);
    if (found == logitPositions.end() || *found != position)
        return {};
    return logits->row(found - logitPositions.begin());
}

} // namespace headscope
