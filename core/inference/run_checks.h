#pragma once

#include "core/analysis/run_result.h"
#include "core/inference/packed_model.h"

#include <cstddef>

namespace headscope {

/// Throws std::invalid_argument with a sentence for the user when a model cannot run this.
void checkRequest(const ModelConfig &config, const PackedModel &model, const RunRequest &request);

/// Throws std::runtime_error with both figures when `needed` bytes are more than `limit`.
void checkMemory(std::size_t needed, std::size_t limit, std::ptrdiff_t tokens);

} // namespace headscope
