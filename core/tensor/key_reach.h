#pragma once

#include <algorithm>
#include <cstddef>

namespace headscope {

/// Some neighbouring keys.
struct KeyRange {
    std::ptrdiff_t first = 0, end = 0;
    [[nodiscard]] std::ptrdiff_t count() const { return end - first; }
};

/// Which keys a query may see: so many before it, itself, and so many after it.
struct KeyReach {
    static constexpr std::ptrdiff_t kUnlimited = std::ptrdiff_t{1} << 40;
    std::ptrdiff_t back = kUnlimited;
    std::ptrdiff_t forward = kUnlimited;

    bool operator==(const KeyReach &) const = default;

    /// The keys that some neighbouring queries may see together.
    [[nodiscard]] KeyRange of(std::ptrdiff_t firstQuery, std::ptrdiff_t queries, std::ptrdiff_t tokens) const
    {
        return {std::max<std::ptrdiff_t>(0, firstQuery - back),
                std::min(tokens, firstQuery + queries + forward)};
    }
    [[nodiscard]] KeyRange of(std::ptrdiff_t query, std::ptrdiff_t tokens) const
    {
        return of(query, 1, tokens);
    }
};

inline constexpr KeyReach kAllKeys{};
inline constexpr KeyReach kUpToQuery{KeyReach::kUnlimited, 0};

} // namespace headscope
