#include "core/inference/inference_session.h"

#include "core/inference/decoder_stack.h"
#include "core/inference/forward_pass.h"
#include "core/inference/output_head.h"
#include "core/inference/run_cache.h"
#include "core/inference/run_checks.h"
#include "core/inference/variant_batch.h"
#include "core/model/free_memory.h"
#include "core/ops/compute_threads.h"
#include "core/ops/element_wise.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <numeric>

namespace headscope {

namespace {

using Clock = std::chrono::steady_clock;

/// Of a long text's patterns, so many queries are computed at a time.
constexpr std::ptrdiff_t kStoredQueries = 256;

/// What `setComputeThreads` asked for. OpenMP keeps its number for each thread, so it is passed on wherever
/// a computation starts.
std::atomic<int> wantedThreads = 0;

double millisecondsSince(Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// A decoder that is given nothing reads its start token.
RunRequest withStartToken(RunRequest request, const ModelConfig &config)
{
    if (config.decoder && request.decoderIds.empty())
        request.decoderIds = {config.decoder->generation.startToken};
    return request;
}

Tensor rowsOf(const Tensor &tensor, std::ptrdiff_t first, std::ptrdiff_t count)
{
    Tensor rows({count, tensor.columns()});
    std::copy_n(tensor.data() + first * tensor.columns(), rows.size(), rows.data());
    return rows;
}

} // namespace

class InferenceSession::Engine {
public:
    Engine(const ModelConfig &config, Weights &&weights)
        : m_config(config)
        , m_model(m_context, m_config, std::move(weights))
        , m_outputHead(m_context, m_config, m_model)
    {
        if (m_config.decoder)
            m_decoder.emplace(m_context, m_config, m_model);
    }

    std::shared_ptr<const RunResult> run(const RunRequest &request, const std::stop_token &stop,
                                         const std::function<void(int)> &progress);
    bool runMany(const VariantsRequest &request, std::span<const Interventions> variants,
                 const std::function<void(const VariantOutput &)> &done, const std::stop_token &stop);
    std::optional<double> meanLoss(const RunResult &result, const std::stop_token &stop);
    HeadPattern pattern(const RunResult &result, const HeadId &head, const std::stop_token &stop);

    const ModelConfig &config() const { return m_config; }
    std::size_t weightBytes() const { return m_model.bytes(); }
    void setMemoryLimit(std::size_t bytes) { m_memoryLimit = bytes; }
    void setPatternBudget(std::size_t bytes) { m_patternBudget = bytes; }
    std::vector<std::string> kernelNames() const;

private:
    /// Some of many variants.
    struct Batch {
        std::size_t first = 0;
        std::span<const Interventions> variants;
    };

    bool runOneByOne(const VariantsRequest &request, std::span<const Interventions> variants,
                     const std::function<void(const VariantOutput &)> &done, const std::stop_token &stop);
    bool runBatch(const VariantsRequest &request, const RunResult &baseline, const Batch &batch,
                  const std::function<void(const VariantOutput &)> &done, const std::stop_token &stop);
    std::optional<double> meanLoss(const Tensor &final, std::span<const TokenId> ids,
                                   const std::stop_token &stop) const;
    const OutputHead &outputHead() const { return m_decoder ? m_decoder->outputHead() : m_outputHead; }
    void prepareFor(const RunRequest &request);
    /// Whether patterns are kept. Throws with both figures when not even the rest fits.
    [[nodiscard]] PassShape shapeFor(const RunRequest &request);
    bool computeLayers(RunResult &run, const std::stop_token &stop, const std::function<void(int)> &progress);
    bool computeLogits(RunResult &run, const RunRequest &request, const std::stop_token &stop);

    ModelConfig m_config;
    ComputeContext m_context;
    PackedModel m_model;
    OutputHead m_outputHead;
    std::optional<DecoderStack> m_decoder;
    TensorPool m_pool;
    RunCache m_cache;
    std::unique_ptr<ForwardPass> m_pass;
    std::unique_ptr<VariantBatch> m_batch; ///< of m_pass
    int m_passThreads = 0;
    std::size_t m_memoryLimit = 0;
    std::size_t m_patternBudget = 0;
};

std::shared_ptr<const RunResult> InferenceSession::Engine::run(const RunRequest &asked,
                                                               const std::stop_token &stop,
                                                               const std::function<void(int)> &progress)
{
    const Clock::time_point began = Clock::now();
    const RunRequest request = withStartToken(asked, m_config);
    checkRequest(m_config, m_model, request);
    prepareFor(request);

    const StackDepths depths = m_config.depths();
    const std::shared_ptr<RunResult> run = continued(request, m_cache.bestStart(request, depths), depths);
    const bool whole = computeLayers(*run, stop, progress) && computeLogits(*run, request, stop);
    run->milliseconds = millisecondsSince(began);
    m_cache.remember(run); // a stopped run too: what it has is valid
    return whole ? run : nullptr;
}

/// New tokens forget the runs of the old ones, another number of tokens their primitives and buffers.
void InferenceSession::Engine::prepareFor(const RunRequest &request)
{
    m_cache.keepOnly(request.tokens);
    const bool sameThreads = m_passThreads == computeThreads();
    const bool sameTokens = m_pass && m_pass->tokens() == std::ssize(request.tokens.ids) && sameThreads;
    const bool sameDecoder = !m_decoder || (m_decoder->isPreparedFor(request) && sameThreads);
    if (!sameDecoder)
        m_decoder->forget();
    if (!sameTokens || !sameDecoder)
        m_pool.clear();
    const PassShape shape = shapeFor(request);
    if (!sameTokens || m_pass->shape() != shape) {
        m_batch.reset();
        m_pass.reset();
        m_pool.clear();
        m_pass = std::make_unique<ForwardPass>(m_context, m_config, m_model, shape);
    }
    if (m_decoder)
        m_decoder->prepareFor(request);
    m_passThreads = computeThreads();
}

PassShape InferenceSession::Engine::shapeFor(const RunRequest &request)
{
    const std::ptrdiff_t tokens = std::ssize(request.tokens.ids);
    const std::ptrdiff_t rows = outputHead().rows(request);
    const std::size_t budget = m_patternBudget > 0 ? m_patternBudget : installedMemory() / 4;
    const bool keeps = !canStream(m_config) || patternBytes(m_config, tokens) <= budget;
    const std::size_t needed = keeps ? runBytes(m_config, tokens, rows, std::ssize(request.decoderIds))
                                     : streamedRunBytes(m_config, tokens, rows, kStoredQueries);
    const PassShape shape{tokens, 1, keeps ? 0 : kStoredQueries};
    if (m_memoryLimit > 0) {
        checkMemory(needed, m_memoryLimit, tokens);
        return shape;
    }
    if (needed <= freeMemory() + m_pool.idleBytes())
        return shape;
    m_cache.clear(); // rather a run from scratch than none
    m_pool.clear();
    checkMemory(needed, freeMemory(), tokens);
    return shape;
}

HeadPattern InferenceSession::Engine::pattern(const RunResult &result, const HeadId &head,
                                              const std::stop_token &stop)
{
    if (HeadPattern kept = result.pattern(head); !kept.isEmpty())
        return kept;
    RunRequest request;
    request.tokens = result.tokens;
    request.interventions = result.interventions;
    request.scope = LogitScope::Given;
    checkRequest(m_config, m_model, request);
    prepareFor(request);
    const auto layer = static_cast<std::size_t>(head.layer);
    if (head.stack != Stack::Encoder || head.layer < 0 || layer >= result.layerInputs.size() ||
        head.head < 0 || head.head >= m_config.headsIn(head.layer))
        return {};
    const LayerInterventions changes = interventionsIn(result.interventions, head.layer);
    const auto pattern = m_pass->patternOf(m_pool, head, *result.layerInputs[layer], {{&changes, 1}, stop});
    m_pool.clear(); // a pattern of a long text is large; what it was made from is not needed beside it
    return pattern && !stop.stop_requested() ? HeadPattern(pattern, 0) : HeadPattern();
}

bool InferenceSession::Engine::computeLayers(RunResult &run, const std::stop_token &stop,
                                             const std::function<void(int)> &progress)
{
    if (run.layerInputs.empty())
        run.layerInputs.push_back(m_pass->embedded(m_pool, run.tokens));
    for (int layer = run.firstComputedLayer; layer < m_config.layers; ++layer) {
        if (stop.stop_requested())
            return false;
        auto output = m_pass->layer(m_pool, layer, *run.layerInputs.back(),
                                    {interventionsIn(run.interventions, layer), {}}, stop);
        if (!output)
            return false;
        run.patterns.push_back(std::move(output->pattern));
        run.overviews.push_back(std::move(output->overview));
        if (layer + 1 < m_config.layers)
            run.layerInputs.push_back(std::move(output->residual));
        else
            (m_decoder ? run.encoderFinal : run.final) =
                m_pass->finished(m_pool, std::move(output->residual));
        if (progress)
            progress(layer + 1);
    }
    if (!m_decoder || run.final)
        return true;
    return m_decoder->compute(m_pool, run, std::max(0, run.firstComputedLayer - m_config.layers), stop,
                              [&](int layers) {
                                  if (progress)
                                      progress(m_config.layers + layers);
                              });
}

bool InferenceSession::Engine::computeLogits(RunResult &run, const RunRequest &request,
                                             const std::stop_token &stop)
{
    if (!outputHead().predicts())
        return true;
    std::vector<int> positions = outputHead().positions(request);
    const CachedRun same = m_cache.sameLogits(request, positions);
    run.logits = same ? same->logits : outputHead().logits(*run.final, positions, stop);
    run.logitPositions = std::move(positions);
    return run.logits != nullptr || (request.scope == LogitScope::Given && request.positions.empty());
}

bool InferenceSession::Engine::runMany(const VariantsRequest &request,
                                       std::span<const Interventions> variants,
                                       const std::function<void(const VariantOutput &)> &done,
                                       const std::stop_token &stop)
{
    if (!canStream(m_config)) // scores or a second stack that need more than rows below each other
        return runOneByOne(request, variants, done, stop);
    const RunRequest plain{request.tokens, {}, LogitScope::Given, {}};
    for (const Interventions &variant : variants)
        checkRequest(m_config, m_model,
                     {request.tokens, variant, LogitScope::Given,
                      request.position ? std::vector{*request.position} : std::vector<int>()});
    const auto baseline = run(plain, stop, {});
    if (!baseline)
        return false;
    if (!m_batch)
        m_batch = std::make_unique<VariantBatch>(m_context, m_config, m_model, *m_pass, m_pool);
    const std::size_t memory = m_memoryLimit > 0 ? m_memoryLimit : freeMemory() / 4;
    const std::size_t most = m_batch->size(memory);
    // Batches of nearly equal size: each size has primitives of its own.
    const std::size_t batches = (variants.size() + most - 1) / most;
    for (std::size_t batch = 0; batch < batches; ++batch) {
        const std::size_t first = batch * variants.size() / batches;
        const std::size_t end = (batch + 1) * variants.size() / batches;
        const Batch part{first, variants.subspan(first, end - first)};
        if (!runBatch(request, *baseline, part, done, stop))
            return false;
    }
    return true;
}

bool InferenceSession::Engine::runBatch(const VariantsRequest &request, const RunResult &baseline,
                                        const Batch &batch,
                                        const std::function<void(const VariantOutput &)> &done,
                                        const std::stop_token &stop)
{
    const auto position = request.loss ? std::nullopt : request.position;
    const auto final = m_batch->final(baseline, batch.variants, position, stop);
    if (!final)
        return false;
    const std::ptrdiff_t count = std::ssize(batch.variants);
    const std::ptrdiff_t rows = final->rows() / count;
    if (position) {
        std::vector<int> each(batch.variants.size());
        std::iota(each.begin(), each.end(), 0);
        const auto logits = m_outputHead.logits(*final, each, stop);
        if (stop.stop_requested())
            return false;
        for (std::ptrdiff_t variant = 0; variant < count; ++variant)
            done({batch.first + static_cast<std::size_t>(variant),
                  logits ? logits->row(variant) : std::span<const float>(), 0});
        return true;
    }
    for (std::ptrdiff_t variant = 0; variant < count; ++variant) {
        const Tensor own = rowsOf(*final, variant * rows, rows);
        const auto loss = request.loss ? meanLoss(own, request.tokens.ids, stop) : std::nullopt;
        const auto logits = request.loss ? nullptr : m_outputHead.logits(own, {}, stop);
        if (stop.stop_requested())
            return false;
        done({batch.first + static_cast<std::size_t>(variant),
              logits ? logits->row(0) : std::span<const float>(), loss.value_or(0)});
    }
    return true;
}

bool InferenceSession::Engine::runOneByOne(const VariantsRequest &request,
                                           std::span<const Interventions> variants,
                                           const std::function<void(const VariantOutput &)> &done,
                                           const std::stop_token &stop)
{
    RunRequest run{request.tokens, {}, LogitScope::Given, {}};
    if (request.position)
        run.positions = {*request.position};
    for (std::size_t variant = 0; variant < variants.size(); ++variant) {
        run.interventions = variants[variant];
        const auto result = this->run(run, stop, {});
        const auto loss = result && request.loss ? meanLoss(*result, stop) : std::nullopt;
        if (!result || stop.stop_requested())
            return false;
        done({variant, request.loss ? std::span<const float>() : result->logits->row(0), loss.value_or(0)});
    }
    return true;
}

std::optional<double> InferenceSession::Engine::meanLoss(const RunResult &result, const std::stop_token &stop)
{
    const bool isCausal = m_config.output == OutputKind::NextToken || m_decoder;
    return isCausal && result.final ? meanLoss(*result.final, result.outputIds(), stop) : std::nullopt;
}

std::optional<double> InferenceSession::Engine::meanLoss(const Tensor &final, std::span<const TokenId> ids,
                                                         const std::stop_token &stop) const
{
    constexpr int kChunk = 64;
    const int predicted = static_cast<int>(ids.size()) - 1;
    if (predicted < 1)
        return {};
    std::vector<double> losses(static_cast<std::size_t>(predicted));
    for (int first = 0; first < predicted; first += kChunk) {
        std::vector<int> positions(static_cast<std::size_t>(std::min(kChunk, predicted - first)));
        std::iota(positions.begin(), positions.end(), first);
        const auto logits = outputHead().logits(final, positions, stop);
        if (!logits)
            return {};
        const std::ptrdiff_t rows = logits->rows();
#pragma omp parallel for schedule(static)
        for (std::ptrdiff_t row = 0; row < rows; ++row) {
            const auto position = static_cast<std::size_t>(first + row);
            losses[position] = negativeLogSoftmax(logits->row(row), ids[position + 1]);
        }
    }
    return std::reduce(losses.begin(), losses.end()) / predicted;
}

std::vector<std::string> InferenceSession::Engine::kernelNames() const
{
    std::vector<std::string> names = m_decoder ? m_decoder->kernelNames() : m_outputHead.kernelNames();
    if (m_pass)
        std::ranges::copy(m_pass->kernelNames(), std::back_inserter(names));
    return names;
}

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
