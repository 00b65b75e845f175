#include "core/inference/engine.h"
#include "core/inference/run_checks.h"
#include "core/inference/run_threads.h"
#include "core/model/free_memory.h"
#include "core/model/run_size.h"
#include "core/ops/compute_threads.h"
#include "core/ops/element_wise.h"

#include <algorithm>
#include <numeric>

namespace headscope {

namespace {

Tensor rowsOf(const Tensor &tensor, std::ptrdiff_t first, std::ptrdiff_t count)
{
    Tensor rows({count, tensor.columns()});
    std::copy_n(tensor.data() + first * tensor.columns(), rows.size(), rows.data());
    return rows;
}

} // namespace

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
    if (!m_batch || m_batch->threads() != computeThreads())
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
    const ThreadsForLoad threads(m_config, {std::ssize(request.tokens.ids), std::ssize(batch.variants)});
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
        const std::vector<int> read = m_outputHead.rowsToRead({}, request.tokens.ids);
        const auto logits = request.loss ? nullptr : m_outputHead.logits(own, read, stop);
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
    RunRequest run{request.tokens, {}, LogitScope::Given, {}, request.decoderIds};
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
    const bool isCausal = m_config.output == OutputKind::NextToken || m_config.writes();
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

} // namespace headscope
