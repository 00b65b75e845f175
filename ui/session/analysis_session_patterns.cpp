#include "ui/session/analysis_session_state.h"
#include "ui/session/wanted_patterns.h"

#include <algorithm>

// Patterns that a result did not keep: the look says which are wanted, the compute thread brings one after
// another, and the result is replaced by one that holds it too.

namespace headscope {

bool AnalysisSession::isAwaitingPattern() const
{
    return m_state->patternToCome.has_value();
}

void AnalysisSession::setPatternBudget(std::size_t bytes)
{
    m_state->compute.setPatternBudget(bytes);
}

void AnalysisSession::requestPatterns()
{
    State &state = *m_state;
    const auto result = shown();
    if (!result || result->keepsPatterns())
        return;
    const std::vector<HeadId> wanted = wantedPatterns(*result, state.look);
    const auto &coming = state.patternToCome;
    if (coming && isSameRun(*coming->result, *result) &&
        std::ranges::find(wanted, coming->head) != wanted.end())
        return;
    const auto missing =
        std::ranges::find_if(wanted, [&](const HeadId &head) { return result->pattern(head).isEmpty(); });
    if (missing == wanted.end())
        return;
    state.patternToCome = {result, *missing};
    state.compute.computePattern(result, *missing);
}

/// Empty: it was stopped.
void AnalysisSession::takePattern(const std::shared_ptr<const RunResult> &result, const HeadId &head,
                                  const HeadPattern &pattern)
{
    State &state = *m_state;
    if (!state.patternToCome || state.patternToCome->result != result || state.patternToCome->head != head)
        return;
    state.patternToCome.reset();
    if (pattern.isEmpty()) {
        emit resultChanged(); // nothing is awaited any more
        return requestScores();
    }
    const auto put = [&](std::shared_ptr<const RunResult> &into) {
        if (into && isSameRun(*into, *result))
            into = withPattern(*into, head, pattern, wantedPatterns(*into, state.look));
    };
    const bool isOneRun = state.comparison.now == state.comparison.baseline;
    put(state.comparison.now);
    if (isOneRun)
        state.comparison.baseline = state.comparison.now;
    else
        put(state.comparison.baseline);
    requestPatterns();
    emit resultChanged();
    requestScores();
}

} // namespace headscope
