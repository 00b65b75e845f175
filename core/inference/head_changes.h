#pragma once

#include "core/analysis/intervention.h"
#include "core/ops/head_attention.h"
#include "core/tensor/tensor.h"

namespace headscope {

/// Changes what heads look at. `pattern` is [head, query, key].
void changePatterns(const LayerInterventions &interventions, KeyReach reach, Tensor &pattern);

/// Which keys these interventions make heads read.
[[nodiscard]] HeadAttention::Mixed mixedKeys(const LayerInterventions &interventions);

/// Changes what heads write, before the output projection. `mixed` is [token, heads * headWidth].
void changeMixedValues(const LayerInterventions &interventions, std::ptrdiff_t headWidth, Tensor &mixed);

} // namespace headscope
