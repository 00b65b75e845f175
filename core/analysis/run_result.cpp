#include "core/analysis/run_result.h"

#include <algorithm>

namespace headscope {

HeadPattern::HeadPattern(std::shared_ptr<const Tensor> layerPattern, int head)
    : m_owner(std::move(layerPattern))
    , m_queries(static_cast<int>(m_owner->shape()[1]))
    , m_keys(static_cast<int>(m_owner->shape()[2]))
{
    m_first = m_owner->data() + static_cast<std::ptrdiff_t>(head) * m_queries * m_keys;
}

std::span<const float> HeadPattern::row(int query) const
{
    return {m_first + static_cast<std::ptrdiff_t>(query) * m_keys, static_cast<std::size_t>(m_keys)};
}

const std::vector<std::shared_ptr<const Tensor>> &RunResult::patternsOf(Stack stack) const
{
    switch (stack) {
    case Stack::Decoder:
        return decoderPatterns;
    case Stack::Cross:
        return crossPatterns;
    case Stack::Encoder:
        break;
    }
    return patterns;
}

HeadPattern RunResult::pattern(const HeadId &head) const
{
    const auto layer = static_cast<std::size_t>(head.layer);
    const auto &ofStack = patternsOf(head.stack);
    if (const auto found = computedAgain.find(head); found != computedAgain.end())
        return found->second;
    if (layer >= ofStack.size() || !ofStack[layer] || head.head >= ofStack[layer]->shape().front())
        return {};
    return {ofStack[layer], head.head};
}

HeadPattern RunResult::overview(const HeadId &head) const
{
    const auto layer = static_cast<std::size_t>(head.layer);
    const bool isSmall = head.stack == Stack::Encoder && layer < overviews.size() && overviews[layer];
    if (!isSmall)
        return pattern(head);
    return head.head < overviews[layer]->shape().front() ? HeadPattern(overviews[layer], head.head)
                                                         : HeadPattern();
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
