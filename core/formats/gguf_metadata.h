#pragma once

#include "core/formats/file_cursor.h"
#include "core/formats/gguf.h"

#include <cstdint>
#include <map>
#include <string>

namespace headscope {

/// A GGUF file's key-value pairs, and what its tensor data is aligned to (`general.alignment`).
struct GgufMetadata {
    std::map<std::string, GgufValue> values;
    std::uint64_t alignment = 32;
};

/// Reads `count` pairs from the cursor. Throws LoadError.
[[nodiscard]] GgufMetadata readGgufMetadata(const FileReader &file, FileCursor &cursor, std::uint64_t count);

/// Longer keys and names are refused.
inline constexpr std::uint64_t kLongestGgufName = 65535;

} // namespace headscope
