#pragma once

namespace headscope {

/// How many threads the calling thread's computations use, from now on; 0: as many as OpenMP would by itself,
/// which OMP_NUM_THREADS says.
void useComputeThreads(int threads);

/// How many threads a computation started here would use.
[[nodiscard]] int computeThreads();

} // namespace headscope
