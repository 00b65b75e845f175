#pragma once

#include "core/formats/stored_tensors.h"

#include <vector>

namespace headscope {

/// Reads the header of a safetensors file and checks that its tensors cover the rest of the file exactly.
/// Throws LoadError.
[[nodiscard]] std::vector<StoredTensor> readSafetensorsHeader(const FileReader &file);

} // namespace headscope
