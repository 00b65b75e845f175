#include "core/inference/run_cache.h"

#include <algorithm>
#include <span>

namespace headscope {

namespace {

/// Beside the one without interventions.
constexpr std::ptrdiff_t kOthersKept = 2;
constexpr std::ptrdiff_t kOthersOfLongKept = 1; ///< what enters the layers of one is half a gigabyte
/// Of one change: what the decoder was given, and what it is writing.
constexpr std::ptrdiff_t kDecoderTextsKept = 2;

bool isWhole(const RunResult &run)
{
    return run.final != nullptr;
}

/// Layers that have an input: all that are done and the next one.
int reachableLayer(const RunResult &run, const StackDepths &depths)
{
    if (isWhole(run))
        return depths.all();
    if (!run.encoderFinal)
        return static_cast<int>(run.layerInputs.size()) - 1;
    return depths.encoder + std::max(0, static_cast<int>(run.decoderLayerInputs.size()) - 1);
}

/// The layers that two runs may share, as far as their decoder's text goes.
int sharedByText(const RunResult &run, const RunRequest &request, const StackDepths &depths)
{
    return run.decoderIds == request.decoderIds ? depths.all() : depths.encoder;
}

bool beginsWith(const std::vector<TokenId> &ids, const std::vector<TokenId> &beginning)
{
    return ids.size() >= beginning.size() &&
           std::ranges::equal(beginning, std::span(ids).first(beginning.size()));
}

/// How many different changes are among runs.
std::ptrdiff_t otherChanges(const std::vector<CachedRun> &runs)
{
    std::ptrdiff_t changes = 0;
    for (auto run = runs.begin(); run != runs.end(); ++run)
        changes +=
            !(*run)->interventions.empty() && std::none_of(runs.begin(), run, [&](const CachedRun &earlier) {
                return earlier->interventions == (*run)->interventions;
            });
    return changes;
}

using LayerTensors = std::vector<std::shared_ptr<const Tensor>>;

/// At most the first `count`.
LayerTensors firstOf(const LayerTensors &tensors, int count)
{
    return {tensors.begin(), tensors.begin() + std::min<std::ptrdiff_t>(count, std::ssize(tensors))};
}

} // namespace

std::shared_ptr<RunResult> continued(const RunRequest &request, const RunCache::Start &start,
                                     const StackDepths &depths)
{
    auto run = std::make_shared<RunResult>();
    run->tokens = request.tokens;
    run->decoderIds = request.decoderIds;
    run->interventions = request.interventions;
    run->firstComputedLayer = start.layer;
    if (!start.source)
        return run;
    const RunResult &source = *start.source;
    const int shared = std::min(start.layer, depths.encoder);
    run->patterns = firstOf(source.patterns, shared);
    run->overviews = firstOf(source.overviews, shared);
    run->layerInputs = firstOf(source.layerInputs, shared + 1);
    if (source.final && start.layer == depths.all())
        run->final = source.final;
    if (shared < depths.encoder)
        return run;
    run->encoderFinal = source.encoderFinal;
    const int sharedByDecoder = start.layer - shared;
    run->decoderPatterns = firstOf(source.decoderPatterns, sharedByDecoder);
    run->crossPatterns = firstOf(source.crossPatterns, sharedByDecoder);
    if (source.decoderIds == request.decoderIds)
        run->decoderLayerInputs = firstOf(source.decoderLayerInputs, sharedByDecoder + 1);
    return run;
}

RunCache::Start RunCache::bestStart(const RunRequest &request, const StackDepths &depths) const
{
    Start best;
    for (const CachedRun &run : m_runs) {
        const int layer = std::min({firstDifferingLayer(run->interventions, request.interventions, depths),
                                    reachableLayer(*run, depths), sharedByText(*run, request, depths)});
        if (!best.source || layer > best.layer)
            best = {run, layer};
    }
    return best;
}

CachedRun RunCache::sameLogits(const RunRequest &request, const std::vector<int> &positions) const
{
    const auto found = std::ranges::find_if(m_runs, [&](const CachedRun &run) {
        return run->logits && run->interventions == request.interventions &&
               run->decoderIds == request.decoderIds && run->logitPositions == positions;
    });
    return found == m_runs.end() ? nullptr : *found;
}

void RunCache::remember(CachedRun run)
{
    // A run with the same interventions that has come at least as far makes an older one useless, also when
    // its decoder's text goes on where the older one's ended: so a text is written.
    std::erase_if(m_runs, [&](const CachedRun &old) {
        return old->interventions == run->interventions && beginsWith(run->decoderIds, old->decoderIds) &&
               (isWhole(*run) || !isWhole(*old));
    });
    const std::ptrdiff_t othersKept = run->keepsPatterns() ? kOthersKept : kOthersOfLongKept;
    m_runs.insert(m_runs.begin(), std::move(run));
    std::vector<CachedRun> kept;
    for (const CachedRun &each : m_runs) {
        const auto texts = std::ranges::count_if(
            kept, [&](const CachedRun &other) { return other->interventions == each->interventions; });
        const bool isFirst = texts == 0 && !each->interventions.empty();
        if (texts < kDecoderTextsKept && !(isFirst && otherChanges(kept) == othersKept))
            kept.push_back(each);
    }
    m_runs = std::move(kept);
}

void RunCache::keepOnly(const TokenSequence &tokens)
{
    std::erase_if(m_runs, [&](const CachedRun &run) { return run->tokens != tokens; });
}

} // namespace headscope
