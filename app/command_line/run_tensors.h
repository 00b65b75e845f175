#pragma once

#include "core/analysis/run_result.h"

#include <filesystem>

namespace headscope {

/// Writes `attention.<layer>`, `layer_input.<layer>`, `final` and `logits` of a run, whole or not at all.
/// Throws std::runtime_error with a sentence.
void writeRunTensors(const std::filesystem::path &file, const RunResult &result);

} // namespace headscope
