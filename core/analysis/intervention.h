#pragma once

#include "core/model/head_id.h"

#include <map>
#include <optional>
#include <ranges>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace headscope {

// clang-format off
struct Zero    { bool operator==(const Zero &) const = default; };    ///< mixed values become 0 before the output projection
struct Mean    { bool operator==(const Mean &) const = default; };    ///< mixed values become their mean over this run's positions
struct Scale   { float factor = 1; bool operator==(const Scale &) const = default; }; ///< mixed values times factor
struct Uniform { bool operator==(const Uniform &) const = default; }; ///< pattern: equal attention over the visible keys
struct First   { bool operator==(const First &) const = default; };   ///< pattern: all attention on the first token
// clang-format on

/// One change to one head. Meanings: the README's table of interventions. `patch` (mixed values of a second
/// run) and `pattern` (a given pattern) become two more alternatives here; the compiler then names every
/// `visit` to extend.
using Intervention = std::variant<Zero, Mean, Scale, Uniform, First>;

/// At most one per head; ordered by layer.
using Interventions = std::map<HeadId, Intervention>;

/// The interventions on the heads of one layer.
using LayerInterventions = std::ranges::subrange<Interventions::const_iterator>;
[[nodiscard]] LayerInterventions interventionsIn(const Interventions &interventions, int layer,
                                                 Stack stack = Stack::Encoder);

/// The first layer whose interventions differ, or `layers` when none do.
[[nodiscard]] int firstDifferingLayer(const Interventions &before, const Interventions &after, int layers);

/// The same over both stacks.
[[nodiscard]] int firstDifferingLayer(const Interventions &before, const Interventions &after,
                                      const StackDepths &depths);

/// `zero`, `mean`, `scale`, `uniform`, `first`.
[[nodiscard]] std::string_view kindName(const Intervention &intervention);

/// `scale:0.5`, `zero`, …: what a SPEC says after its `=`.
[[nodiscard]] std::string kindSpec(const Intervention &intervention);

/// The reverse. Throws std::invalid_argument for a malformed kind, std::domain_error for one that is not
/// built yet.
[[nodiscard]] Intervention kindFromSpec(std::string_view kind);

/// Parses `HEADS=KIND` (`3.5=zero`, `7.*=mean`, `2.0,2.4=scale:0.5`, `d3.5=zero`, `x3.*=mean`) and adds it; a
/// later SPEC for a head wins. Throws std::invalid_argument for a malformed SPEC, std::out_of_range for a
/// head outside the model.
void addSpec(std::string_view spec, const HeadBounds &bounds, Interventions &interventions);

/// The SPECs that make these interventions again, as few as grouping by kind and layer allows.
[[nodiscard]] std::vector<std::string> toSpecs(const Interventions &interventions, const HeadBounds &bounds);

} // namespace headscope
