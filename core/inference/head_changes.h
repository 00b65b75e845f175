#pragma once

#include "core/analysis/intervention.h"
#include "core/ops/softmax.h"
#include "core/tensor/tensor.h"

namespace headscope {

/// Changes what heads look at. `pattern` is [head, query, key].
void changePatterns(const LayerInterventions &interventions, VisibleKeys visible, Tensor &pattern);

/// Changes what heads write, before the output projection. `mixed` is [token, heads * headWidth].
void changeMixedValues(const LayerInterventions &interventions, std::ptrdiff_t headWidth, Tensor &mixed);

} // namespace headscope
