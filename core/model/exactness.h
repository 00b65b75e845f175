#pragma once

#include <span>
#include <string_view>

namespace headscope {

/// How far the golden models of a family are from what the reference implementation computes for them.
struct Exactness {
    std::string_view family; ///< ModelConfig::family
    float attention = 0;     ///< the largest difference of any attention
    float outputs = 0;       ///< of any logit or, of bare encoders, any number of the final vectors
};

/// All that was measured; core/model/exactness.inc says how.
[[nodiscard]] std::span<const Exactness> measuredExactness();

/// Null when nothing was measured for that family.
[[nodiscard]] const Exactness *exactnessOf(std::string_view family);

} // namespace headscope
