#pragma once

#include "core/analysis/run_result.h"

#include <set>

namespace headscope {

enum class Combination { Mean, Maximum };

/// One layer of one stack.
struct LayerOfStack {
    Stack stack = Stack::Encoder;
    int layer = 0;
};

/// One pattern made of the heads of a layer that are not hidden; empty when all are hidden or one was not
/// kept.
[[nodiscard]] HeadPattern combinedPattern(const RunResult &result, const LayerOfStack &layer,
                                          const std::set<int> &hiddenHeads, Combination combination);

} // namespace headscope
