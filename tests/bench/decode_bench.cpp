// How fast the element types of model files become float32, beside a copy of as many bytes.

#include "core/formats/block_decoder.h"

#include <chrono>
#include <cstdio>
#include <cstring>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

/// The best of several rounds, in seconds.
template <typename Work>
double bestOf(int rounds, const Work &work)
{
    double best = 1e9;
    for (int i = 0; i < rounds; ++i) {
        const auto begin = Clock::now();
        work();
        best = std::min(best, std::chrono::duration<double>(Clock::now() - begin).count());
    }
    return best;
}

} // namespace

int main()
{
    constexpr std::size_t kValues = 64U << 20U;
    constexpr double kGigabytes = 4.0 * kValues / 1e9;
    constexpr int kRounds = 5;
    std::vector<std::byte> raw(kValues * 8, std::byte{0x35});
    std::vector<float> values(kValues);
    const double copy = bestOf(kRounds, [&] { std::memcpy(values.data(), raw.data(), 4 * kValues); });
    std::printf("%-8s %5.1f GB/s of float32 (one thread)\n", "copy", kGigabytes / copy);
    for (const char *type :
         {"F64", "F32", "F16", "BF16", "F8_E4M3", "F8_E5M2", "Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q8_0", "IQ4_NL",
          "MXFP4", "Q2_K", "Q3_K", "Q4_K", "Q5_K", "Q6_K", "IQ4_XS"}) {
        const headscope::BlockDecoder &decoder = *headscope::blockDecoder(type);
        const std::span blocks(raw.data(), kValues / decoder.values * decoder.bytes);
        const double seconds = bestOf(kRounds, [&] { headscope::decodeBlocks(decoder, blocks, values); });
        std::printf("%-8s %5.1f GB/s of float32\n", type, kGigabytes / seconds);
    }
    return 0;
}
