#pragma once

#include "core/model/weight_plan.h"

#include <span>

namespace headscope {

/// Turns what a file keeps in its own way into ours, in place: `values` are those of one planned tensor. What
/// a block adds is scaled here, too, once and for all.
void turnAround(const PlannedTensor &planned, const FileHabits &habits, const ModelConfig &config,
                std::span<float> values);

} // namespace headscope
