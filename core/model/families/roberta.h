#pragma once

#include "core/model/families/family.h"

namespace headscope {

/// What RoBERTa and those of its spelling say alike.
[[nodiscard]] Description describeRoberta(const ConfigReader &config, const TensorSource &tensors);

} // namespace headscope
