#include "ui/views/head_edits.h"

#include <algorithm>

namespace headscope {

std::vector<HeadId> headsOfLayer(const HeadBoardShape &shape, int layer)
{
    std::vector<HeadId> heads;
    for (int head = 0; head < shape.headsIn(layer); ++head)
        heads.push_back({shape.stack, layer, head});
    return heads;
}

std::vector<HeadId> headsOfColumn(const HeadBoardShape &shape, int head)
{
    std::vector<HeadId> heads;
    for (int layer = 0; layer < shape.layers; ++layer)
        if (head < shape.headsIn(layer))
            heads.push_back({shape.stack, layer, head});
    return heads;
}

std::vector<HeadId> headsOfModel(const HeadBoardShape &shape)
{
    std::vector<HeadId> heads;
    for (int layer = 0; layer < shape.layers; ++layer)
        std::ranges::copy(headsOfLayer(shape, layer), std::back_inserter(heads));
    return heads;
}

std::vector<HeadId> missingHeads(const HeadBoardShape &shape, int layer)
{
    std::vector<HeadId> missing;
    for (int head = shape.headsIn(layer); head < shape.heads; ++head)
        missing.push_back({shape.stack, layer, head});
    return missing;
}

HeadId neighbour(const HeadBoardShape &shape, const HeadId &head, int layers, int heads)
{
    const int step = layers < 0 ? -1 : 1;
    int layer = std::clamp(head.layer + layers, 0, shape.layers - 1);
    while (shape.headsIn(layer) == 0) {
        layer += step;
        if (layer < 0 || layer >= shape.layers)
            return head;
    }
    return {head.stack, layer, std::clamp(head.head + heads, 0, shape.headsIn(layer) - 1)};
}

Interventions changed(Interventions interventions, const std::vector<HeadId> &heads,
                      const Intervention &intervention)
{
    for (const HeadId &head : heads)
        interventions.insert_or_assign(head, intervention);
    return interventions;
}

Interventions restored(Interventions interventions, const std::vector<HeadId> &heads)
{
    for (const HeadId &head : heads)
        interventions.erase(head);
    return interventions;
}

Interventions toggled(const Interventions &interventions, const std::vector<HeadId> &heads)
{
    if (std::ranges::all_of(heads, [&](const HeadId &head) { return interventions.contains(head); }))
        return restored(interventions, heads);
    Interventions result = interventions;
    for (const HeadId &head : heads)
        result.emplace(head, Zero{});
    return result;
}

Interventions onlyThis(const Interventions &interventions, const HeadId &kept,
                       const std::vector<HeadId> &among)
{
    return restored(changed(interventions, among, Zero{}), {kept});
}

Interventions inverted(Interventions interventions, const std::vector<HeadId> &among)
{
    for (const HeadId &head : among) {
        if (interventions.erase(head) == 0)
            interventions.emplace(head, Zero{});
    }
    return interventions;
}

} // namespace headscope
