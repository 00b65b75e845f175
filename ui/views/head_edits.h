#pragma once

#include "core/analysis/intervention.h"

#include <vector>

namespace headscope {

/// How many layers and heads a model, or one stack of an encoder-decoder, has, and how its heads share keys
/// and values.
struct HeadBoardShape {
    int layers = 0;
    int heads = 0; ///< of the layer that has most
    int keyValueHeads = 0;
    Stack stack = Stack::Encoder;
    std::vector<int> ofLayers = {}; ///< heads of each layer; empty when all have as many
    bool operator==(const HeadBoardShape &) const = default;

    /// 0 for a layer that does not attend.
    [[nodiscard]] int headsIn(int layer) const
    {
        return ofLayers.empty() ? heads : ofLayers[static_cast<std::size_t>(layer)];
    }
    [[nodiscard]] bool contains(const HeadId &head) const
    {
        return head.stack == stack && head.layer >= 0 && head.layer < layers && head.head >= 0 &&
               head.head < headsIn(head.layer);
    }
    /// How many neighbouring heads use the same key and value.
    [[nodiscard]] int groupSize() const
    {
        return keyValueHeads > 0 && heads % keyValueHeads == 0 ? heads / keyValueHeads : 1;
    }
};

// What the gestures of the head board do to the interventions: values in, values out.

// Heads that a layer does not have are in none of these lists.
[[nodiscard]] std::vector<HeadId> headsOfLayer(const HeadBoardShape &shape, int layer);
[[nodiscard]] std::vector<HeadId> headsOfColumn(const HeadBoardShape &shape, int head);
[[nodiscard]] std::vector<HeadId> headsOfModel(const HeadBoardShape &shape);
/// The places of a layer that other layers have heads at, and it has not.
[[nodiscard]] std::vector<HeadId> missingHeads(const HeadBoardShape &shape, int layer);
/// The nearest head that there is, so many layers and heads away; layers without heads are passed over.
[[nodiscard]] HeadId neighbour(const HeadBoardShape &shape, const HeadId &head, int layers, int heads);

[[nodiscard]] Interventions changed(Interventions interventions, const std::vector<HeadId> &heads,
                                    const Intervention &intervention);
[[nodiscard]] Interventions restored(Interventions interventions, const std::vector<HeadId> &heads);

/// Restores the heads when all of them are changed, else ablates those that are not.
[[nodiscard]] Interventions toggled(const Interventions &interventions, const std::vector<HeadId> &heads);

/// `kept` active, all other `among` ablated.
[[nodiscard]] Interventions onlyThis(const Interventions &interventions, const HeadId &kept,
                                     const std::vector<HeadId> &among);

/// Active heads become ablated, changed ones active.
[[nodiscard]] Interventions inverted(Interventions interventions, const std::vector<HeadId> &among);

} // namespace headscope
