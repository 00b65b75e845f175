#include "core/inference/inference_session.h"

#include "core/inference/engine.h"
#include "core/ops/compute_threads.h"
#include "core/ops/dense.h"

#include <algorithm>
#include <atomic>
#include <chrono>

namespace headscope {

namespace {

using Clock = std::chrono::steady_clock;

/// What `setComputeThreads` asked for. OpenMP keeps its number for each thread, so it is passed on wherever
/// a computation starts.
std::atomic<int> wantedThreads = 0;

double millisecondsSince(Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

} // namespace

InferenceSession::InferenceSession(const ModelConfig &config, Weights &&weights)
{
    useComputeThreads(wantedThreads);
    m_engine = std::make_unique<Engine>(config, std::move(weights));
}

InferenceSession::~InferenceSession() = default;

const ModelConfig &InferenceSession::config() const
{
    return m_engine->config();
}

std::size_t InferenceSession::weightBytes() const
{
    return m_engine->weightBytes();
}

std::shared_ptr<const RunResult> InferenceSession::run(const RunRequest &request, const std::stop_token &stop,
                                                       const std::function<void(int)> &progress)
{
    useComputeThreads(wantedThreads);
    return m_engine->run(request, stop, progress);
}

bool InferenceSession::runMany(const VariantsRequest &request, std::span<const Interventions> variants,
                               const std::function<void(const VariantOutput &)> &done,
                               const std::stop_token &stop)
{
    useComputeThreads(wantedThreads);
    return m_engine->runMany(request, variants, done, stop);
}

std::optional<double> InferenceSession::meanLoss(const RunResult &result, const std::stop_token &stop)
{
    useComputeThreads(wantedThreads);
    return m_engine->meanLoss(result, stop);
}

HeadPattern InferenceSession::pattern(const RunResult &result, const HeadId &head,
                                      const std::stop_token &stop)
{
    useComputeThreads(wantedThreads);
    return m_engine->pattern(result, head, stop);
}

void InferenceSession::setPatternBudget(std::size_t bytes)
{
    m_engine->setPatternBudget(bytes);
}

void InferenceSession::setMemoryLimit(std::size_t bytes)
{
    m_engine->setMemoryLimit(bytes);
}

std::vector<std::string> InferenceSession::kernelNames() const
{
    return m_engine->kernelNames();
}

double measurePeakGflops()
{
    constexpr std::ptrdiff_t kSize = 2048;
    constexpr int kRepetitions = 8;
    useComputeThreads(wantedThreads);
    ComputeContext context;
    const Tensor input = Tensor::zeros({kSize, kSize});
    Tensor output({kSize, kSize});
    const PackedMatrix matrix(context, input, MatrixLayout::OutIn, Tensor());
    const Dense product(context, kSize, matrix);
    double best = 0;
    for (int i = 0; i < kRepetitions; ++i) {
        const Clock::time_point began = Clock::now();
        product(context, input, matrix, output);
        best = std::max(best, 2e-6 * kSize * kSize * kSize / millisecondsSince(began));
    }
    return best;
}

std::string engineName()
{
    return libraryName();
}

int engineThreads()
{
    useComputeThreads(wantedThreads);
    return computeThreads();
}

std::string engineDescription()
{
    const int threads = engineThreads();
    return engineName() + ", " + std::to_string(threads) + (threads == 1 ? " thread" : " threads");
}

void setComputeThreads(int threads)
{
    wantedThreads = threads;
}

} // namespace headscope
