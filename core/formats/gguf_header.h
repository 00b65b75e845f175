#pragma once

#include "core/formats/gguf.h"
#include "core/formats/stored_tensors.h"

#include <map>
#include <string>
#include <vector>

namespace headscope {

/// All that a GGUF file says before its data begins.
struct GgufHeader {
    std::map<std::string, GgufValue> metadata;
    std::vector<StoredTensor> tensors;
};

/// Reads and checks it against the file's size. Throws LoadError.
[[nodiscard]] GgufHeader readGgufHeader(const FileReader &file);

} // namespace headscope
