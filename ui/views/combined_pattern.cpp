#include "ui/views/combined_pattern.h"

#include <algorithm>

namespace headscope {

namespace {

std::vector<HeadPattern> shownPatterns(const RunResult &result, const LayerOfStack &layer,
                                       const std::set<int> &hiddenHeads)
{
    std::vector<HeadPattern> shown;
    const auto &patterns = result.patternsOf(layer.stack);
    const auto index = static_cast<std::size_t>(layer.layer);
    if (layer.layer < 0 || index >= patterns.size() || !patterns[index])
        return shown;
    for (int head = 0; head < patterns[index]->shape().front(); ++head) {
        if (!hiddenHeads.contains(head))
            shown.push_back(result.pattern({layer.stack, layer.layer, head}));
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
