#include "core/inference/run_memory.h"

#include "core/model/free_memory.h"
#include "core/model/run_size.h"

namespace headscope {

RunMemory runMemory(const ModelConfig &config, std::ptrdiff_t tokens, std::ptrdiff_t logitRows,
                    std::ptrdiff_t decoderTokens, std::size_t patternBudget)
{
    const std::size_t budget = patternBudget > 0 ? patternBudget : installedMemory() / 4;
    if (!canStream(config) || patternBytes(config, tokens) <= budget)
        return {true, runBytes(config, tokens, logitRows, decoderTokens)};
    return {false, streamedRunBytes(config, tokens, logitRows, kTileQueries)};
}

} // namespace headscope
