#pragma once

#include "core/model/model_config.h"

#include <cstddef>

namespace headscope {

/// Of a long text's patterns, each thread computes so many queries of a head at a time: they stay in the
/// cache.
inline constexpr std::ptrdiff_t kTileQueries = 64;

/// What a run asks of the memory.
struct RunMemory {
    bool keepsPatterns = true; ///< else a pattern is computed again when somebody looks at it
    std::size_t bytes = 0;     ///< beside the weights
};

/// Of a run of `tokens` with logits of `logitRows` positions, and of `decoderTokens` in a decoder. Patterns
/// are kept within `patternBudget` bytes (0 = a quarter of the machine's memory), and by models that cannot
/// do without (see `canStream`).
[[nodiscard]] RunMemory runMemory(const ModelConfig &config, std::ptrdiff_t tokens, std::ptrdiff_t logitRows,
                                  std::ptrdiff_t decoderTokens = 1, std::size_t patternBudget = 0);

} // namespace headscope
