#include "core/inference/inference_session.h"
#include "core/inference/short_waits.h"
#include "core/model/random_model.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <sys/resource.h>
#include <vector>

// A text whose patterns are not kept, on random weights of SmolLM2's sizes: the run, any head's pattern,
// memory. usage: long_text_bench [TOKENS]

namespace headscope {
namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

double peakMegabytes()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) * 1024 / 1e6;
}

/// Multiplications and additions of a run that leaves out the keys after each query, in GFLOP.
double work(const ModelConfig &config, double tokens)
{
    const double width = config.width;
    const double layer = width * (2.0 * config.attentionWidth() + 2.0 * config.keyValueWidth()) +
                         3.0 * width * config.mlpWidth + tokens * config.attentionWidth();
    return 2e-9 * tokens * config.layers * layer;
}

void measure(int tokens)
{
    const ModelConfig config = smolLm2Config();
    InferenceSession session(config, randomWeights(config));
    session.setPatternBudget(1);
    RunRequest request;
    for (int token = 0; token < tokens; ++token)
        request.tokens.ids.push_back((31 + token * 7919) % config.vocabulary);
    const double peak = measurePeakGflops();
    const auto start = Clock::now();
    const auto run = session.run(request);
    const double seconds = secondsSince(start);
    const double rate = work(config, tokens) / seconds;
    std::printf("%d tokens: run %.1f s, %.0f GFLOP/s, %.0f%% of the peak of %.0f; at most %.0f MB\n", tokens,
                seconds, rate, 100 * rate / peak, peak, peakMegabytes());
    std::vector<double> times;
    for (int number = 0; number < 7; ++number) {
        const auto began = Clock::now();
        (void)session.pattern(*run, {Stack::Encoder, number * 4, number});
        times.push_back(secondsSince(began));
    }
    std::ranges::sort(times);
    std::printf("a head's pattern: median %.2f s, longest %.2f s; at most %.0f MB\n", times[times.size() / 2],
                times.back(), peakMegabytes());
}

} // namespace
} // namespace headscope

int main(int argc, char **argv)
{
    headscope::restartWithShortWaits(argv);
    headscope::measure(argc > 1 ? std::atoi(argv[1]) : 8192);
    return 0;
}
