#include "core/inference/inference_session.h"
#include "core/inference/short_waits.h"
#include "core/model/random_model.h"
#include "core/ops/head_attention.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <span>
#include <string>
#include <vector>

// Times whole runs of random models with the sizes of real ones: every pattern kept, logits at all positions.
// usage: engine_bench [MODEL|all [REPETITIONS [TOKENS…]]]

namespace headscope {
namespace {

struct Timing {
    double median = 0, least = 0;
};

Timing timeOf(int repetitions, const std::function<double()> &once)
{
    std::vector<double> times;
    for (int i = 0; i < repetitions; ++i)
        times.push_back(once());
    std::ranges::sort(times);
    return {times[times.size() / 2], times.front()};
}

/// Another text each time, so that nothing is resumed.
RunRequest request(const ModelConfig &config, int tokens)
{
    static int text = 0;
    ++text;
    RunRequest wanted;
    wanted.scope = LogitScope::All;
    for (int i = 0; i < tokens; ++i)
        wanted.tokens.ids.push_back((text * 31 + i * 7919) % config.vocabulary);
    return wanted;
}

/// Multiplications and additions of the dense layers of a run.
double denseOperations(const ModelConfig &config, int tokens)
{
    const double qkv = config.attentionWidth() + 2.0 * config.keyValueWidth();
    const double mlp = config.mlpWidth * (config.gatedMlp ? 3.0 : 2.0);
    const double layer = config.width * (qkv + config.attentionWidth() + mlp);
    return 2.0 * tokens * (config.layers * layer + static_cast<double>(config.width) * config.outputs());
}

/// What the heads alone take of a run: patterns and mixed values of every layer, from projections that are
/// there.
Timing timeOfHeads(const ModelConfig &config, int repetitions, int tokens)
{
    const AttentionSettings settings = config.attention(0);
    ComputeContext context;
    const HeadAttention attention(context,
                                  {tokens, settings.heads, settings.keyValueHeads, settings.headWidth,
                                   settings.reach, settings.scoreScale, settings.softCap});
    const Tensor qkv =
        Tensor::zeros({tokens, (settings.heads + 2 * settings.keyValueHeads) * settings.headWidth});
    std::vector<Tensor> patterns;
    for (int layer = 0; layer < config.layers; ++layer)
        patterns.push_back(Tensor::zeros({settings.heads, tokens, tokens}));
    Tensor mixed = Tensor::zeros({tokens, settings.width()});
    return timeOf(repetitions, [&] {
        const auto start = std::chrono::steady_clock::now();
        for (Tensor &pattern : patterns) {
            attention.pattern(context, qkv, pattern);
            attention.mixValues(context, pattern, qkv, mixed);
        }
        return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    });
}

/// A text that grows by one token each time, as while typing: primitives and buffers of another size.
Timing timeOfGrowth(InferenceSession &session, int repetitions, int tokens)
{
    int longer = std::min(tokens + 1, session.config().positions - repetitions);
    return timeOf(repetitions, [&] {
        RunRequest wanted = request(session.config(), longer++);
        wanted.scope = LogitScope::Last;
        return session.run(wanted)->milliseconds;
    });
}

/// The same without growing.
Timing timeOfLast(InferenceSession &session, int repetitions, int tokens)
{
    return timeOf(repetitions, [&] {
        RunRequest wanted = request(session.config(), tokens);
        wanted.scope = LogitScope::Last;
        return session.run(wanted)->milliseconds;
    });
}

Timing timeOfChange(InferenceSession &session, int tokens, int layer)
{
    RunRequest wanted = request(session.config(), tokens);
    wanted.scope = LogitScope::Last;
    (void)session.run(wanted);
    float factor = 0;
    return timeOf(9, [&] {
        wanted.interventions = {{HeadId{Stack::Encoder, layer, 0}, Scale{factor += 0.01F}}};
        return session.run(wanted)->milliseconds;
    });
}

void measure(const std::string &name, const ModelConfig &config, int repetitions, std::span<const int> sizes)
{
    InferenceSession session(config, randomWeights(config));
    std::printf("%s, %.0f MB\n%6s %9s %9s %8s %8s %9s %9s %9s %9s %9s %9s\n", name.c_str(),
                static_cast<double>(session.weightBytes()) / 1e6, "tokens", "median ms", "least ms", "GF/s",
                "of peak", "change 0", "middle", "last", "heads", "last logit", "one longer");
    for (const int tokens : sizes) {
        if (tokens > config.positions)
            continue;
        (void)session.run(request(config, tokens));
        const double peak = measurePeakGflops();
        const Timing first =
            timeOf(repetitions, [&] { return session.run(request(config, tokens))->milliseconds; });
        const double rate = denseOperations(config, tokens) / first.least / 1e6;
        std::printf("%6d %9.2f %9.2f %8.0f %7.0f%%", tokens, first.median, first.least, rate,
                    100 * rate / peak);
        for (const int layer : {0, config.layers / 2, config.layers - 1})
            std::printf(" %9.2f", timeOfChange(session, tokens, layer).median);
        std::printf(" %8.1f%%", 100 * timeOfHeads(config, repetitions, tokens).least / first.least);
        std::printf(" %9.2f", timeOfLast(session, repetitions, tokens).median);
        std::printf(" %9.2f", timeOfGrowth(session, repetitions, tokens).median);
        std::printf("   (peak %.0f)\n", peak);
        std::fflush(stdout);
    }
    if (!session.kernelNames().empty()) {
        for (const std::string &kernel : session.kernelNames())
            std::printf("%s ", kernel.c_str());
        std::printf("\n");
    }
}

} // namespace
} // namespace headscope

int main(int argc, char **argv)
{
    headscope::restartWithShortWaits(argv);
    using namespace headscope;
    const std::string wanted = argc > 1 ? argv[1] : "all";
    const int repetitions = argc > 2 ? std::atoi(argv[2]) : 15;
    std::vector<int> sizes;
    for (int i = 3; i < argc; ++i)
        sizes.push_back(std::atoi(argv[i]));
    if (sizes.empty())
        sizes = {16, 64, 256, 512};
    std::printf("%s, peak %.0f GF/s\n", engineDescription().c_str(), measurePeakGflops());
    const std::vector<std::pair<std::string, ModelConfig>> models{{"gpt2-small", gpt2SmallConfig()},
                                                                  {"smollm2", smolLm2Config()},
                                                                  {"minilm", miniLmConfig()},
                                                                  {"bert-base", bertBaseConfig()}};
    for (const auto &[name, config] : models) {
        if (wanted == "all" || wanted == name)
            measure(name, config, repetitions, sizes);
    }
    return 0;
}
