#pragma once

#include "core/formats/stored_tensors.h"

#include <vector>

namespace headscope {

/// Whether a file begins as PyTorch's did before version 1.6.
[[nodiscard]] bool isOldPytorch(const FileReader &file);

/// Finds and checks the tensors of such a file: five pickles one behind the other (a number by which it is
/// known, the format's version, what the system was, the state dict, the keys of its storages), then the
/// storages in the order of those keys, each behind its number of values. Nothing is executed. Throws
/// LoadError.
[[nodiscard]] std::vector<StoredTensor> readOldPytorch(const FileReader &file);

} // namespace headscope
