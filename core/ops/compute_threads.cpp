#include "core/ops/compute_threads.h"

#include <omp.h>

namespace headscope {

void useComputeThreads(int threads)
{
    omp_set_num_threads(threads > 0 ? threads : omp_get_num_procs());
}

int computeThreads()
{
    return omp_get_max_threads();
}

} // namespace headscope
