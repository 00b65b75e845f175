#pragma once

#include "core/formats/stored_tensors.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace headscope {

/// Finds and checks the tensors of one open file. Throws LoadError.
using HeaderReader = std::vector<StoredTensor> (*)(const FileReader &file);

/// Opens one file, or the shards that an index (`….index.json`) names, each read by `readHeader`. Throws
/// LoadError.
[[nodiscard]] std::unique_ptr<TensorSource> openTensorFiles(const std::filesystem::path &file,
                                                            HeaderReader readHeader);

} // namespace headscope
