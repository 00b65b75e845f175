#pragma once

#include "core/analysis/run_result.h"
#include "core/inference/packed_model.h"

namespace headscope {

/// residual[t] = token[id of t] + position[t] + type[type of t], what the model has of these.
void embed(const PackedModel &model, const TokenSequence &tokens, Tensor &residual);

} // namespace headscope
