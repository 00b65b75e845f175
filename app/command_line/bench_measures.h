#pragma once

#include "app/command_line/json_output.h"

#include <string>

namespace headscope {

struct BenchOptions {
    std::string model = "negation";
    int tokens = 0; ///< 0 = 16, 64, 256, 512 as far as the model goes
    bool sweep = false;
    int threads = 0; ///< 0 = as many as there are processors
};

/// Runs every measurement of the contract's `bench --json` and returns its document; times are medians.
[[nodiscard]] Json measure(const BenchOptions &options);

} // namespace headscope
