// What libFuzzer calls, for the target that HEADSCOPE_FUZZ_TARGET names.

#include "tests/fuzz/fuzz_targets.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t count)
{
    headscope::HEADSCOPE_FUZZ_TARGET({bytes, count});
    return 0;
}
