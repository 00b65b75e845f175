#include "core/inference/run_cache.h"

#include <algorithm>

namespace headscope {

namespace {

/// Beside the run without interventions.
constexpr std::size_t kOthersKept = 2;

bool isWhole(const RunResult &run)
{
    return run.final != nullptr;
}

/// Layers that have an input: all that are done and the next one.
int reachableLayer(const RunResult &run, int layers)
{
    return isWhole(run) ? layers : static_cast<int>(run.layerInputs.size()) - 1;
}

} // namespace

RunCache::Start RunCache::bestStart(const RunRequest &request, int layers) const
{
    Start best;
    for (const CachedRun &run : m_runs) {
        const int layer = std::min(firstDifferingLayer(run->interventions, request.interventions, layers),
                                   reachableLayer(*run, layers));
        if (!best.source || layer > best.layer)
            best = {run, layer};
    }
    return best;
}

CachedRun RunCache::sameLogits(const RunRequest &request, const std::vector<int> &positions) const
{
    const auto found = std::ranges::find_if(m_runs, [&](const CachedRun &run) {
        return run->logits && run->interventions == request.interventions && run->logitPositions == positions;
    });
    return found == m_runs.end() ? nullptr : *found;
}

void RunCache::remember(CachedRun run)
{
    // A run with the same interventions that has come at least as far makes an older one useless.
    std::erase_if(m_runs, [&](const CachedRun &old) {
        return old->interventions == run->interventions && (isWhole(*run) || !isWhole(*old));
    });
    m_runs.insert(m_runs.begin(), std::move(run));
    const auto isOther = [](const CachedRun &kept) { return !kept->interventions.empty(); };
    while (static_cast<std::size_t>(std::ranges::count_if(m_runs, isOther)) > kOthersKept)
        m_runs.erase(std::ranges::find_if(m_runs.rbegin(), m_runs.rend(), isOther).base() - 1);
}

void RunCache::keepOnly(const TokenSequence &tokens)
{
    std::erase_if(m_runs, [&](const CachedRun &run) { return run->tokens != tokens; });
}

} // namespace headscope
