#pragma once

#include <cstddef>
#include <string>

namespace headscope {

/// Bytes that the machine can still give out without swapping.
[[nodiscard]] std::size_t freeMemory();

/// Bytes of memory that the machine has.
[[nodiscard]] std::size_t installedMemory();

/// `94 MB`, `1.5 GB`: three digits at most, decimal units.
[[nodiscard]] std::string readableBytes(std::size_t bytes);

} // namespace headscope
