#pragma once

#include <cstdint>
#include <string_view>

namespace headscope {

/// An element type of GGUF: blocks of `blockBytes` bytes hold `blockValues` values each.
struct GgmlType {
    std::uint32_t id = 0;
    std::string_view name;
    std::uint64_t blockValues = 1;
    std::uint64_t blockBytes = 1;
};

/// The type of that number, or nullptr for one that was removed from the format or came later.
[[nodiscard]] const GgmlType *ggmlType(std::uint32_t id);

} // namespace headscope
