#include "app/command_line/bench_measures.h"

#include "app/command_line/command_error.h"
#include "app/command_line/opened_model.h"
#include "app/command_line/view_times.h"
#include "core/model/random_model.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <random>
#include <unistd.h>

namespace headscope {

namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kBudgetOfOneFigure = std::chrono::milliseconds(1500);
constexpr int kMostRepeats = 15;

/// The median time in milliseconds of `work`, repeated at least once and within a budget.
template <typename Work>
double medianMilliseconds(Work work)
{
    std::vector<double> times;
    const auto end = Clock::now() + kBudgetOfOneFigure;
    do {
        const auto start = Clock::now();
        work();
        times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
    } while (Clock::now() < end && static_cast<int>(times.size()) < kMostRepeats);
    std::ranges::nth_element(times, times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2));
    return times[times.size() / 2];
}

double residentMegabytes()
{
    std::ifstream statm("/proc/self/statm");
    double total = 0;
    double resident = 0;
    statm >> total >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

ReadyModel openForBench(const std::string &name)
{
    if (name != "gpt2-small")
        return openForRunning(name);
    const auto start = Clock::now();
    const ModelConfig config = gpt2SmallConfig();
    ReadyModel model{config, nullptr, nullptr,
                     std::make_unique<InferenceSession>(config, randomWeights(config)), 0};
    model.loadMilliseconds = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
    return model;
}

/// Seeded ids; `variant` changes the first one, so that nothing of another variant is cached.
TokenSequence randomTokens(const ModelConfig &config, int tokens, int variant)
{
    std::mt19937 random(7);
    std::uniform_int_distribution<int> id(0, config.vocabulary - 1);
    TokenSequence sequence;
    for (int token = 0; token < tokens; ++token)
        sequence.ids.push_back(id(random));
    sequence.ids.front() = variant % config.vocabulary;
    sequence.types.assign(static_cast<std::size_t>(tokens), 0);
    return sequence;
}

/// Multiplications and additions of the dense layers and attention of one run, both counted.
double floatingPointWork(const ModelConfig &config, double tokens)
{
    const double width = config.width;
    const double projections = width * (config.attentionWidth() + 2.0 * config.keyValueWidth()) +
                               width * config.attentionWidth() +
                               width * config.mlpWidth * (config.gatedMlp ? 3 : 2);
    const double attention = 2.0 * tokens * config.attentionWidth();
    const double head = config.output == OutputKind::NextToken || config.output == OutputKind::MaskedToken
                            ? width * config.vocabulary
                            : 0;
    return 2.0 * tokens * (config.layers * (projections + attention) + head);
}

double changeMilliseconds(InferenceSession &session, const TokenSequence &tokens, int layer)
{
    RunRequest request{tokens, {}, LogitScope::Last, {}};
    static_cast<void>(session.run(request));
    int head = 0;
    return medianMilliseconds([&] {
        request.interventions = {{HeadId{Stack::Encoder, layer, head++ % session.config().heads}, Zero{}}};
        static_cast<void>(session.run(request));
    });
}

Json measureRuns(ReadyModel &model, int tokens)
{
    InferenceSession &session = *model.session;
    int variant = 0;
    const double first = medianMilliseconds([&] {
        static_cast<void>(
            session.run({randomTokens(model.config, tokens, ++variant), {}, LogitScope::All, {}}));
    });
    const TokenSequence sequence = randomTokens(model.config, tokens, 0);
    const int layers = model.config.layers;
    return {{"tokens", tokens},
            {"first_run_ms", first},
            {"change_first_layer_ms", changeMilliseconds(session, sequence, 0)},
            {"change_middle_layer_ms", changeMilliseconds(session, sequence, layers / 2)},
            {"change_last_layer_ms", changeMilliseconds(session, sequence, layers - 1)},
            {"gflops", floatingPointWork(model.config, tokens) / first / 1e6}};
}

/// Zeroes every head in turn: the effect on the prediction of the last position, as `score` measures it.
Json measureSweep(ReadyModel &model, int tokens)
{
    // Bare encoders predict nothing; for them the final vectors are what a sweep has to compute.
    const VariantsRequest request{randomTokens(model.config, tokens, 0),
                                  model.config.output == OutputKind::Labels ? std::nullopt
                                                                            : std::optional(tokens - 1)};
    static_cast<void>(model.session->run({request.tokens, {}, LogitScope::Last, {}}));
    int heads = 0;
    const auto start = Clock::now();
    for (int layer = model.config.layers - 1; layer >= 0; --layer) {
        std::vector<Interventions> variants;
        for (int head = 0; head < model.config.headsIn(layer); ++head)
            variants.push_back({{HeadId{Stack::Encoder, layer, head}, Zero{}}});
        static_cast<void>(model.session->runMany(request, variants, [&](const VariantOutput &) { ++heads; }));
    }
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    return {{"tokens", tokens}, {"heads", heads}, {"seconds", seconds}};
}

} // namespace

Json measure(const BenchOptions &options)
{
    setComputeThreads(options.threads);
    ReadyModel model = openForBench(options.model);
    if (options.tokens > model.config.positions)
        throw Refusal("the model reads at most " + std::to_string(model.config.positions) +
                      " tokens, asked for " + std::to_string(options.tokens));
    const std::vector<int> counts =
        options.tokens > 0 ? std::vector{options.tokens} : std::vector{16, 64, 256, 512};
    Json document;
    document["version"] = HEADSCOPE_VERSION;
    document["engine"] = engineDescription();
    document["peak_gflops"] = measurePeakGflops();
    document["load_ms"] = model.loadMilliseconds;
    document["resident_mb"] = residentMegabytes();
    document["runs"] = Json::array();
    for (const int tokens : counts)
        if (tokens <= model.config.positions)
            document["runs"].push_back(measureRuns(model, tokens));
    const int sweepTokens = std::min(options.tokens > 0 ? options.tokens : 64, model.config.positions);
    document["sweep"] = options.sweep ? measureSweep(model, sweepTokens) : Json(nullptr);
    document["views"] =
        measureViews(model, std::min(options.tokens > 0 ? options.tokens : 128, model.config.positions));
    return document;
}

} // namespace headscope
