#include "core/inference/short_waits.h"

#include <cstdlib>
#include <unistd.h>

namespace headscope {

void restartWithShortWaits(char *const *arguments)
{
    // Fewer, and the threads sleep within a run of a quiet machine; more, and a busy machine takes its time.
    constexpr const char *kTurns = "2000";
    // NOLINTBEGIN(concurrency-mt-unsafe): nothing else runs yet
    const bool isSet = std::getenv("GOMP_SPINCOUNT") != nullptr || std::getenv("OMP_WAIT_POLICY") != nullptr;
    if (!isSet && setenv("GOMP_SPINCOUNT", kTurns, 0) == 0)
        execv("/proc/self/exe", arguments); // returns only when it fails: then waits stay long
    // NOLINTEND(concurrency-mt-unsafe)
}

} // namespace headscope
