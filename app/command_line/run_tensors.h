#pragma once

#include "core/inference/inference_session.h"

#include <filesystem>

namespace headscope {

/// Writes `attention.<layer>`, `layer_input.<layer>`, `final` and `logits` of a run, whole or not at all.
/// Patterns that were not kept are computed again while they are written. Throws std::runtime_error with a
/// sentence.
void writeRunTensors(const std::filesystem::path &file, InferenceSession &session, const RunResult &result);

} // namespace headscope
