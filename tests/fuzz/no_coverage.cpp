// Programs that are not fuzzed share core with those that are, and nobody counts their edges. GCC also
// reports comparisons of floating-point numbers, which libFuzzer does not know.

extern "C" {
[[gnu::weak]] void __sanitizer_cov_trace_pc();
void __sanitizer_cov_trace_cmpf(float left, float right);
void __sanitizer_cov_trace_cmpd(double left, double right);
}

void __sanitizer_cov_trace_pc() {} // libFuzzer's own goes first
void __sanitizer_cov_trace_cmpf(float /*left*/, float /*right*/) {}
void __sanitizer_cov_trace_cmpd(double /*left*/, double /*right*/) {}
