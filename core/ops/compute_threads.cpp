#include "core/ops/compute_threads.h"

#include <omp.h>

namespace headscope {

namespace {

/// What OpenMP begins with: OMP_NUM_THREADS, or one for each processor that the process may use.
const int defaultThreads = omp_get_max_threads();

} // namespace

void useComputeThreads(int threads)
{
    omp_set_num_threads(threads > 0 ? threads : defaultThreads);
}

int computeThreads()
{
    return omp_get_max_threads();
}

} // namespace headscope
