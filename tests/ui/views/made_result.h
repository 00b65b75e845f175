#pragma once

#include "core/analysis/run_result.h"

#include <algorithm>
#include <memory>

namespace headscope {

/// A causal layer whose heads look at: the token before (head 0), the first (1), themselves (2), all alike.
inline std::shared_ptr<const Tensor> madeLayer(int heads, int tokens)
{
    auto pattern = std::make_shared<Tensor>(Tensor::zeros({heads, tokens, tokens}));
    for (int head = 0; head < heads; ++head) {
        for (int query = 0; query < tokens; ++query) {
            float *row = pattern->data() + (static_cast<std::ptrdiff_t>(head) * tokens + query) * tokens;
            if (head % 4 == 3)
                std::fill(row, row + query + 1, 1.0F / static_cast<float>(query + 1));
            else
                row[head % 4 == 0 ? std::max(query - 1, 0) : (head % 4 == 1 ? 0 : query)] = 1;
        }
    }
    return pattern;
}

/// A result with made-up patterns.
inline std::shared_ptr<const RunResult> madeResult(int layers, int heads, int tokens)
{
    auto result = std::make_shared<RunResult>();
    result->tokens.ids.assign(static_cast<std::size_t>(tokens), 0);
    for (int layer = 0; layer < layers; ++layer)
        result->patterns.push_back(madeLayer(heads, tokens));
    return result;
}

} // namespace headscope
