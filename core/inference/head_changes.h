#pragma once

#include "core/analysis/intervention.h"
#include "core/ops/head_attention.h"
#include "core/tensor/tensor.h"

namespace headscope {

/// Changes what heads look at. `pattern` is [head, query, key].
void changePatterns(const LayerInterventions &interventions, KeyReach reach, Tensor &pattern);
/// The same for a part of one head's pattern.
void changePattern(const LayerInterventions &interventions, KeyReach reach,
                   const HeadAttention::PassingTile &tile);

/// Which keys these interventions make heads read.
[[nodiscard]] HeadAttention::Mixed mixedKeys(const LayerInterventions &interventions);

/// Whether these interventions change what heads look at; the others change only what they write.
[[nodiscard]] bool changesPatterns(const LayerInterventions &interventions);

/// Changes what heads write, before the output projection. `mixed` is [token, heads * headWidth].
void changeMixedValues(const LayerInterventions &interventions, std::ptrdiff_t headWidth, Tensor &mixed);
/// The same for some of its rows: one text of several that stand below each other.
void changeMixedValues(const LayerInterventions &interventions, std::ptrdiff_t headWidth, QueryRange rows,
                       Tensor &mixed);

} // namespace headscope
