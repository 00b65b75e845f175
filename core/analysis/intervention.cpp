#include "core/analysis/intervention.h"

#include <algorithm>

namespace headscope {

LayerInterventions interventionsIn(const Interventions &interventions, int layer)
{
    const HeadId first{Stack::Encoder, layer, 0};
    const HeadId next{Stack::Encoder, layer + 1, 0};
    return {interventions.lower_bound(first), interventions.lower_bound(next)};
}

int firstDifferingLayer(const Interventions &before, const Interventions &after, int layers)
{
    const auto [b, a] = std::ranges::mismatch(before, after);
    const int inBefore = b == before.end() ? layers : b->first.layer;
    const int inAfter = a == after.end() ? layers : a->first.layer;
    return std::min(inBefore, inAfter);
}

} // namespace headscope
