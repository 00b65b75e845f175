#include "ui/views/combined_pattern.h"

#include <algorithm>

namespace headscope {

namespace {

/// Empty when one of them was not kept.
std::vector<HeadPattern> shownPatterns(const RunResult &result, const LayerOfStack &layer,
                                       const std::set<int> &hiddenHeads)
{
    std::vector<HeadPattern> shown;
    for (HeadId head{layer.stack, layer.layer, 0}; !result.overview(head).isEmpty(); ++head.head) {
        if (hiddenHeads.contains(head.head))
            continue;
        shown.push_back(result.pattern(head));
        if (shown.back().isEmpty())
            return {};
    }
    return shown;
}

void add(std::span<float> sum, const float *values)
{
    for (float &each : sum)
        each += *values++;
}

void raise(std::span<float> largest, const float *values)
{
    for (float &each : largest) {
        each = std::max(each, *values);
        ++values;
    }
}

} // namespace

HeadPattern combinedPattern(const RunResult &result, const LayerOfStack &layer,
                            const std::set<int> &hiddenHeads, Combination combination)
{
    const auto shown = shownPatterns(result, layer, hiddenHeads);
    if (shown.empty())
        return {};
    auto combined =
        std::make_shared<Tensor>(Tensor::zeros({1, shown.front().queries(), shown.front().keys()}));
    for (const HeadPattern &pattern : shown) {
        if (combination == Combination::Mean)
            add(combined->values(), pattern.data());
        else
            raise(combined->values(), pattern.data());
    }
    if (combination == Combination::Mean) {
        for (float &each : combined->values())
            each /= static_cast<float>(shown.size());
    }
    return {combined, 0};
}

} // namespace headscope
