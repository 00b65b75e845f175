#include "app/command_line/bench_measures.h"

#include "app/command_line/command_error.h"
#include "app/command_line/opened_model.h"
#include "app/command_line/view_times.h"
#include "core/model/random_model.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <fstream>
#include <limits>
#include <mutex>
#include <random>
#include <stop_token>
#include <thread>
#include <unistd.h>

namespace headscope {

namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kBudgetOfOneFigure = std::chrono::milliseconds(1500);
constexpr auto kMostOfAMinute = std::chrono::seconds(48);
constexpr int kMostRepeats = 15;

/// Stops every run that is not over when most of a minute is: its figure is not a number then.
class Minute {
public:
    [[nodiscard]] std::stop_token end() const { return m_end.get_token(); }

private:
    void wait(const std::stop_token &isOver)
    {
        std::mutex mutex;
        std::unique_lock lock(mutex);
        std::condition_variable_any().wait_for(lock, isOver, kMostOfAMinute, [] { return false; });
        m_end.request_stop();
    }

    std::stop_source m_end;
    std::jthread m_clock{[this](const std::stop_token &isOver) { wait(isOver); }};
};

/// The median time in milliseconds of `work`, repeated at least once and within a budget; not a number when
/// `work` says that it was stopped.
template <typename Work>
double medianMilliseconds(Work work)
{
    std::vector<double> times;
    const auto end = Clock::now() + kBudgetOfOneFigure;
    do {
        const auto start = Clock::now();
        if (!work())
            return std::numeric_limits<double>::quiet_NaN();
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
    const bool isBert = name == "bert-base";
    if (!isBert && name != "gpt2-small")
        return openForRunning(name);
    const auto start = Clock::now();
    const ModelConfig config = isBert ? bertBaseConfig() : gpt2SmallConfig();
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

double changeMilliseconds(InferenceSession &session, const TokenSequence &tokens, int layer,
                          const std::stop_token &stop)
{
    RunRequest request{tokens, {}, LogitScope::Last, {}};
    static_cast<void>(session.run(request, stop));
    int head = 0;
    return medianMilliseconds([&] {
        request.interventions = {
            {HeadId{Stack::Encoder, layer, head++ % std::max(1, session.config().headsIn(layer))}, Zero{}}};
        return session.run(request, stop) != nullptr;
    });
}

Json measureRuns(ReadyModel &model, int tokens, const std::stop_token &stop)
{
    InferenceSession &session = *model.session;
    int variant = 0;
    const double first = medianMilliseconds([&] {
        const RunRequest request{randomTokens(model.config, tokens, ++variant), {}, LogitScope::All, {}};
        return session.run(request, stop) != nullptr;
    });
    const TokenSequence sequence = randomTokens(model.config, tokens, 0);
    const int layers = model.config.layers;
    return {{"tokens", tokens},
            {"first_run_ms", first},
            {"change_first_layer_ms", changeMilliseconds(session, sequence, 0, stop)},
            {"change_middle_layer_ms", changeMilliseconds(session, sequence, layers / 2, stop)},
            {"change_last_layer_ms", changeMilliseconds(session, sequence, layers - 1, stop)},
            {"gflops", floatingPointWork(model.config, tokens) / first / 1e6}};
}

/// Zeroes every head in turn: the effect on the prediction of the last position, as `score` measures it.
Json measureSweep(ReadyModel &model, int tokens, const std::stop_token &stop)
{
    // Bare encoders predict nothing; for them the final vectors are what a sweep has to compute. A decoder
    // reads its start token.
    const int last = model.config.decoder ? 0 : tokens - 1;
    const VariantsRequest request{randomTokens(model.config, tokens, 0),
                                  model.config.output == OutputKind::Labels ? std::nullopt
                                                                            : std::optional(last)};
    static_cast<void>(model.session->run({request.tokens, {}, LogitScope::Last, {}}, stop));
    int heads = 0;
    const auto start = Clock::now();
    for (int layer = model.config.layers - 1; layer >= 0; --layer) {
        std::vector<Interventions> variants;
        for (int head = 0; head < model.config.headsIn(layer); ++head)
            variants.push_back({{HeadId{Stack::Encoder, layer, head}, Zero{}}});
        static_cast<void>(model.session->runMany(
            request, variants, [&](const VariantOutput &) { ++heads; }, stop));
    }
    const double seconds = stop.stop_requested()
                               ? std::numeric_limits<double>::quiet_NaN()
                               : std::chrono::duration<double>(Clock::now() - start).count();
    return {{"tokens", tokens}, {"heads", heads}, {"seconds", seconds}};
}

} // namespace

Json measure(const BenchOptions &options)
{
    const Minute minute;
    setComputeThreads(options.threads);
    ReadyModel model = openForBench(options.model);
    if (options.tokens > model.config.positions)
        throw Refusal("the model reads at most " + std::to_string(model.config.positions) +
                      " tokens, asked for " + std::to_string(options.tokens));
    const std::vector<int> counts =
        options.tokens > 0 ? std::vector{options.tokens} : std::vector{16, 64, 256, 512};
    Json document;
    document["version"] = HEADSCOPE_VERSION;
    document["peak_gflops"] = measurePeakGflops();
    document["load_ms"] = model.loadMilliseconds;
    document["resident_mb"] = residentMegabytes();
    document["runs"] = Json::array();
    for (const int tokens : counts)
        if (tokens <= model.config.positions)
            document["runs"].push_back(measureRuns(model, tokens, minute.end()));
    const int sweepTokens = std::min(options.tokens > 0 ? options.tokens : 64, model.config.positions);
    document["sweep"] = options.sweep ? measureSweep(model, sweepTokens, minute.end()) : Json(nullptr);
    document["views"] = measureViews(
        model, std::min(options.tokens > 0 ? options.tokens : 128, model.config.positions), minute.end());
    return document;
}

} // namespace headscope
