#pragma once

#include "core/analysis/run_result.h"
#include "ui/session/look.h"

#include <memory>
#include <vector>

namespace headscope {

/// The patterns of a long text that may be in memory together; at least one.
[[nodiscard]] std::size_t patternsAtOnce(int tokens);

/// The heads whose lines a look draws when there is room for all: shown, and not without contribution.
[[nodiscard]] std::vector<HeadId> headsWithLines(const RunResult &result, const Look &look);

/// Of a result that does not keep its patterns: those that a look shows, the most wanted first.
///
/// The focused head's always. Of the heads whose lines are drawn as many as may be in memory together, the
/// focused one first; of a mean or maximum all or none.
[[nodiscard]] std::vector<HeadId> wantedPatterns(const RunResult &result, const Look &look);

/// Whether two results are one run, whatever patterns were computed again for them.
[[nodiscard]] bool isSameRun(const RunResult &a, const RunResult &b);

/// The same result, if need be without patterns, so that one more may be in memory: wanted ones stay.
[[nodiscard]] std::shared_ptr<const RunResult> withRoom(const std::shared_ptr<const RunResult> &result,
                                                        const std::vector<HeadId> &wanted);

/// The same result with one more pattern. Of the others as many are kept as may be in memory together, the
/// wanted ones first.
[[nodiscard]] std::shared_ptr<const RunResult> withPattern(const RunResult &result, const HeadId &head,
                                                           const HeadPattern &pattern,
                                                           const std::vector<HeadId> &wanted);

} // namespace headscope
