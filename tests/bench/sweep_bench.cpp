#include "core/inference/inference_session.h"
#include "core/inference/short_waits.h"
#include "core/model/random_model.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

// Zeroes every head of a random model in turn: as batches beside single runs, and how soon it can be stopped.
// usage: sweep_bench [gpt2-small|smollm2 [TOKENS]]

namespace headscope {
namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

TokenSequence text(const ModelConfig &config, int tokens)
{
    TokenSequence sequence;
    for (int token = 0; token < tokens; ++token)
        sequence.ids.push_back((31 + token * 7919) % config.vocabulary);
    return sequence;
}

std::vector<Interventions> headsOff(const ModelConfig &config, int layer)
{
    std::vector<Interventions> variants;
    for (int head = 0; head < config.headsIn(layer); ++head)
        variants.push_back({{HeadId{Stack::Encoder, layer, head}, Zero{}}});
    return variants;
}

double secondsTogether(InferenceSession &session, const VariantsRequest &request, int layer)
{
    const auto start = Clock::now();
    (void)session.runMany(request, headsOff(session.config(), layer), [](const VariantOutput &) {});
    return secondsSince(start);
}

/// Each resumes at the layer that it changes.
double secondsOneByOne(InferenceSession &session, const VariantsRequest &request, int layer)
{
    const auto start = Clock::now();
    for (const Interventions &variant : headsOff(session.config(), layer))
        (void)session.run({request.tokens, variant, LogitScope::Last, {}});
    return secondsSince(start);
}

/// From a request in the middle of a sweep to its end.
double secondsToStop(InferenceSession &session, const VariantsRequest &request, int delay)
{
    std::stop_source stop;
    Clock::time_point asked;
    const std::jthread user([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(delay));
        asked = Clock::now();
        stop.request_stop();
    });
    for (int layer = 0; layer < session.config().layers && !stop.stop_requested(); ++layer)
        (void)session.runMany(
            request, headsOff(session.config(), layer), [](const VariantOutput &) {}, stop.get_token());
    return secondsSince(asked);
}

void measure(const std::string &name, const ModelConfig &config, int tokens)
{
    InferenceSession session(config, randomWeights(config));
    const VariantsRequest request{text(config, tokens), tokens - 1};
    (void)session.run({request.tokens, {}, LogitScope::Last, {}});
    double together = 0;
    double oneByOne = 0;
    int heads = 0;
    for (int layer = config.layers - 1; layer >= 0; --layer) {
        (void)secondsTogether(session, request, layer); // its primitives
        together += secondsTogether(session, request, layer);
        oneByOne += secondsOneByOne(session, request, layer);
        heads += config.headsIn(layer);
    }
    double longest = 0;
    for (const int delay : {100, 230, 370, 500, 640})
        longest = std::max(longest, secondsToStop(session, request, delay));
    std::printf(
        "%s, %d heads x %d tokens: together %.2f s, one by one %.2f s (%.2f times), stopped within %.0f ms\n",
        name.c_str(), heads, tokens, together, oneByOne, oneByOne / together, 1e3 * longest);
}

} // namespace
} // namespace headscope

int main(int argc, char **argv)
{
    headscope::restartWithShortWaits(argv);
    using namespace headscope;
    const std::string wanted = argc > 1 ? argv[1] : "gpt2-small";
    const int tokens = argc > 2 ? std::atoi(argv[2]) : 64;
    std::printf("%s, peak %.0f GF/s\n", engineDescription().c_str(), measurePeakGflops());
    measure(wanted, wanted == "smollm2" ? smolLm2Config() : gpt2SmallConfig(), tokens);
    return 0;
}
