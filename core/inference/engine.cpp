#include "core/inference/engine.h"

#include "core/inference/run_checks.h"
#include "core/inference/run_memory.h"
#include "core/inference/run_threads.h"
#include "core/model/decoder_text.h"
#include "core/model/free_memory.h"
#include "core/ops/compute_threads.h"

#include <algorithm>
#include <chrono>

namespace headscope {

namespace {

using Clock = std::chrono::steady_clock;

LayerLoad loadOf(const RunRequest &request)
{
    return {std::ssize(request.tokens.ids) + std::ssize(request.decoderIds)};
}

/// A decoder that writes and is given nothing reads its start token; what another one reads is not chosen.
RunRequest withDecoderText(RunRequest request, const ModelConfig &config)
{
    if (config.decoder && !config.writes())
        request.decoderIds = movedRight(request.tokens.ids, *config.decoder);
    else if (config.decoder && request.decoderIds.empty())
        request.decoderIds = {config.decoder->generation.startToken};
    return request;
}

} // namespace

InferenceSession::Engine::Engine(ModelConfig config, Weights &&weights)
    : m_config(std::move(config))
    , m_model(m_context, m_config, std::move(weights))
    , m_outputHead(m_context, m_config, m_model)
{
    if (m_config.decoder)
        m_decoder.emplace(m_context, m_config, m_model);
}

std::shared_ptr<const RunResult> InferenceSession::Engine::run(const RunRequest &asked,
                                                               const std::stop_token &stop,
                                                               const std::function<void(int)> &progress)
{
    const Clock::time_point began = Clock::now();
    const RunRequest request = withDecoderText(asked, m_config);
    checkRequest(m_config, m_model, request);
    const ThreadsForLoad threads(m_config, loadOf(request));
    prepareFor(request);

    const StackDepths depths = m_config.depths();
    const std::shared_ptr<RunResult> run = continued(request, m_cache.bestStart(request, depths), depths);
    const bool whole = computeLayers(*run, stop, progress) && computeLogits(*run, request, stop);
    run->milliseconds = std::chrono::duration<double, std::milli>(Clock::now() - began).count();
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
    const auto [keeps, needed] =
        runMemory(m_config, tokens, rows, std::ssize(request.decoderIds), m_patternBudget);
    const PassShape shape{tokens, 1, keeps ? 0 : kTileQueries};
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
    const ThreadsForLoad threads(m_config, loadOf(request));
    prepareFor(request);
    const auto layer = static_cast<std::size_t>(head.layer);
    if (head.stack != Stack::Encoder || head.layer < 0 || layer >= result.layerInputs.size() ||
        head.head < 0 || head.head >= m_config.headsIn(head.layer))
        return {};
    const LayerInterventions changes = interventionsIn(result.interventions, head.layer);
    m_pool.giveBack(); // the pattern of a long text is large: it takes the place of what the run needed
    const auto pattern = m_pass->patternOf(m_pool, head, *result.layerInputs[layer], {{&changes, 1}, stop});
    return pattern && !stop.stop_requested() ? HeadPattern(pattern, 0) : HeadPattern();
}

bool InferenceSession::Engine::computeLayers(RunResult &run, const std::stop_token &stop,
                                             const std::function<void(int)> &progress)
{
    const auto finished = [&](int layers) {
        if (progress)
            progress(layers);
    };
    if (run.layerInputs.empty())
        run.layerInputs.push_back(m_pass->embedded(m_pool, run.tokens));
    for (int layer = run.firstComputedLayer; layer < m_config.layers; ++layer) {
        if (stop.stop_requested())
            return false;
        auto output = m_pass->layer(m_pool, layer, *run.layerInputs.back(),
                                    {interventionsIn(run.interventions, layer), {}}, stop);
        if (!output)
            return false;
        keep(layer, std::move(*output), run);
        finished(layer + 1);
    }
    if (!m_decoder || run.final)
        return true;
    return m_decoder->compute(m_pool, run, std::max(0, run.firstComputedLayer - m_config.layers), stop,
                              [&](int layers) { finished(m_config.layers + layers); });
}

void InferenceSession::Engine::keep(int layer, LayerOutput &&output, RunResult &run)
{
    run.patterns.push_back(std::move(output.pattern));
    run.overviews.push_back(std::move(output.overview));
    if (layer + 1 < m_config.layers) {
        run.layerInputs.push_back(std::move(output.residual));
        return;
    }
    auto &last = m_decoder ? run.encoderFinal : run.final;
    last = m_pass->finished(m_pool, std::move(output.residual));
}

bool InferenceSession::Engine::computeLogits(RunResult &run, const RunRequest &request,
                                             const std::stop_token &stop)
{
    if (!outputHead().predicts())
        return true;
    std::vector<int> positions = outputHead().positions(request);
    const CachedRun same = m_cache.sameLogits(request, positions);
    const std::vector<int> rows = outputHead().rowsToRead(positions, request.tokens.ids);
    run.logits = same ? same->logits : outputHead().logits(*run.final, rows, stop);
    run.logitPositions = std::move(positions);
    return run.logits != nullptr || (request.scope == LogitScope::Given && request.positions.empty());
}

std::vector<std::string> InferenceSession::Engine::kernelNames() const
{
    std::vector<std::string> names = m_decoder ? m_decoder->kernelNames() : m_outputHead.kernelNames();
    if (m_pass)
        std::ranges::copy(m_pass->kernelNames(), std::back_inserter(names));
    return names;
}

} // namespace headscope
