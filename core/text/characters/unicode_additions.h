#pragma once

#include <cstdint>
#include <span>

namespace headscope {

/// Characters of Unicode 15.1 and 16 (and the one that changed its category then), which ICU 72 does not know
/// and the reference implementation does.
struct UnicodeAddition {
    char32_t first, last;
    std::uint32_t category; ///< a mask such as U_GC_LU_MASK
};

[[nodiscard]] std::span<const UnicodeAddition> unicodeAdditions();

} // namespace headscope
