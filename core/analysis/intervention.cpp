#include "core/analysis/intervention.h"

#include <algorithm>

namespace headscope {

namespace {

/// The first layer of a head of `some` that `others` leaves alone or changes in another way.
int firstMissing(const Interventions &some, const Interventions &others, const StackDepths &depths)
{
    int first = depths.all();
    for (const auto &[head, intervention] : some) {
        const auto other = others.find(head);
        if (other == others.end() || other->second != intervention)
            first = std::min(first, depths.indexOf(head));
    }
    return first;
}

} // namespace

LayerInterventions interventionsIn(const Interventions &interventions, int layer, Stack stack)
{
    const HeadId first{stack, layer, 0};
    const HeadId next{stack, layer + 1, 0};
    return {interventions.lower_bound(first), interventions.lower_bound(next)};
}

int firstDifferingLayer(const Interventions &before, const Interventions &after, int layers)
{
    const auto [b, a] = std::ranges::mismatch(before, after);
    const int inBefore = b == before.end() ? layers : b->first.layer;
    const int inAfter = a == after.end() ? layers : a->first.layer;
    return std::min(inBefore, inAfter);
}

int firstDifferingLayer(const Interventions &before, const Interventions &after, const StackDepths &depths)
{
    return std::min(firstMissing(before, after, depths), firstMissing(after, before, depths));
}

} // namespace headscope
