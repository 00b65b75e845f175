#pragma once

namespace headscope {

/// How many threads the calling thread's computations use, from now on.
void useComputeThreads(int threads);

/// How many threads a computation started here would use.
[[nodiscard]] int computeThreads();

} // namespace headscope
