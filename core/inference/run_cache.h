#pragma once

#include "core/analysis/run_result.h"

#include <memory>
#include <vector>

namespace headscope {

/// The layers of a run that are done: `patterns[i]` and the residual stream entering each layer, one more of
/// these when the run was stopped; `final` once all are done.
using CachedRun = std::shared_ptr<const RunResult>;

/// The last few runs of one text, kept so that a run computes only what none of them has: the one without
/// interventions, and the latest others.
class RunCache {
public:
    /// Where a run can go on.
    struct Start {
        CachedRun source; ///< null when nothing is known
        int layer = 0;    ///< the first layer to compute; a decoder's are counted after its encoder's
    };

    /// The start that leaves the fewest layers to compute; the latest run wins a tie.
    [[nodiscard]] Start bestStart(const RunRequest &request, const StackDepths &depths) const;

    /// A run whose logits are those that are asked for; null when there is none.
    [[nodiscard]] CachedRun sameLogits(const RunRequest &request, const std::vector<int> &positions) const;

    /// Remembers a run, whole or stopped; forgets runs of other tokens and the oldest.
    void remember(CachedRun run);

    /// Forgets what cannot help a run of these tokens.
    void keepOnly(const TokenSequence &tokens);
    void clear() { m_runs.clear(); }

private:
    std::vector<CachedRun> m_runs; // latest first
};

/// A run of `request` that shares with another what comes before the layer to start at.
[[nodiscard]] std::shared_ptr<RunResult> continued(const RunRequest &request, const RunCache::Start &start,
                                                   const StackDepths &depths);

} // namespace headscope
