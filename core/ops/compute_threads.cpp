#include "core/ops/compute_threads.h"

#include <algorithm>
#include <omp.h>

namespace headscope {

namespace {

/// What OpenMP begins with: OMP_NUM_THREADS, or one for each processor that the process may use.
const int defaultThreads = omp_get_max_threads();

} // namespace

void useComputeThreads(int threads)
{
    // oneDNN shares its work out among all that it is told of; those above the limit never begin.
    omp_set_num_threads(std::min(threads > 0 ? threads : defaultThreads, omp_get_thread_limit()));
}

int computeThreads()
{
    return omp_get_max_threads();
}

} // namespace headscope
