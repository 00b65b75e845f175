// GCC calls __sanitizer_cov_trace_pc at each edge of the program; libFuzzer wants counters in a table. This
// turns one into the other, so that one compiler builds everything: clang 14 cannot read libstdc++ 12's
// <ranges>.

#include <array>
#include <cstddef>
#include <cstdint>

extern "C" {
void __sanitizer_cov_8bit_counters_init(std::uint8_t *begin, std::uint8_t *end);
void __wrap___sanitizer_cov_trace_pc();
}

namespace {

constexpr std::size_t kCounters = 1U << 17U;
std::array<std::uint8_t, kCounters> counters;

const bool isRegistered = [] {
    __sanitizer_cov_8bit_counters_init(counters.data(), counters.data() + counters.size());
    return true;
}();

} // namespace

void __wrap___sanitizer_cov_trace_pc()
{
    const auto place = reinterpret_cast<std::uintptr_t>(__builtin_return_address(0));
    std::uint8_t &counter = counters[(place ^ place >> 17U) % kCounters];
    counter = static_cast<std::uint8_t>(counter + 1U);
}
