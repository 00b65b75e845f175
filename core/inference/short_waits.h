#pragma once

namespace headscope {

/// Lets the threads of a computation sleep when another has let them wait for some ten microseconds. The
/// OpenMP of GCC has them turn in circles for milliseconds, and on a machine that is busy with something else
/// they take the processor from the very thread they wait for (figures: tests/bench/README.md).
///
/// OpenMP reads its environment when it is loaded, so the program starts itself again with GOMP_SPINCOUNT: to
/// be called first in `main` with its arguments. Does nothing where GOMP_SPINCOUNT or OMP_WAIT_POLICY is set.
void restartWithShortWaits(char *const *arguments);

} // namespace headscope
