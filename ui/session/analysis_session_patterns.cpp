#include "ui/session/analysis_session_state.h"
#include "ui/session/wanted_patterns.h"

#include <algorithm>

// Patterns that a result did not keep: the look says which are wanted, the compute thread brings one after
// another, and the result is replaced by one that holds it too.

namespace headscope {

namespace {

/// Whether the centre does not draw it, and there is no room for it beside what the centre draws.
bool isForInspector(const HeadId &head, const std::vector<HeadId> &wanted, int tokens)
{
    return wanted.size() > patternsAtOnce(tokens) && wanted.back() == head;
}

} // namespace

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
    const auto isMissing = [&](const HeadId &head) {
        return result->pattern(head).isEmpty() &&
               !(isForInspector(head, wanted, result->tokenCount()) && state.isTold(*result, head));
    };
    const auto missing = std::ranges::find_if(wanted, isMissing);
    if (missing == wanted.end())
        return;
    // What nobody looks at any more goes before another comes: each is a quarter of a gigabyte.
    const bool isLess = makeRoomForPattern(wanted);
    const State::PatternToCome next{shown(), *missing};
    state.patternToCome = next;
    if (isLess)
        emit resultChanged(); // the views let go of it, too
    state.compute.computePattern(next.result, next.head);
}

/// Whether something had to go. What is not shown wants nothing.
bool AnalysisSession::makeRoomForPattern(const std::vector<HeadId> &wanted)
{
    const Comparison &both = m_state->comparison;
    const auto nowBefore = both.now, baselineBefore = both.baseline;
    const std::vector<HeadId> nothing;
    m_state->replaceRuns([&wanted, &nothing, result = shown()](const auto &run) {
        return withRoom(run, run == result ? wanted : nothing);
    });
    return both.now != nowBefore || both.baseline != baselineBefore;
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
    state.replaceRuns([&](const std::shared_ptr<const RunResult> &run) {
        return run && isSameRun(*run, *result)
                   ? withPattern(*run, head, pattern, wantedPatterns(*run, state.look))
                   : run;
    });
    requestPatterns();
    emit resultChanged();
    letGoOfInspected(state.look.focusedHead);
    requestScores();
}

/// The inspector has read its figures and keeps them; beyond what there is room for nobody else wants it.
void AnalysisSession::letGoOfInspected(const HeadId &head)
{
    State &state = *m_state;
    const auto result = shown();
    if (!result || !result->computedAgain.contains(head) ||
        !isForInspector(head, wantedPatterns(*result, state.look), result->tokenCount()))
        return;
    state.told = {result->final, head};
    const auto less = std::make_shared<RunResult>(*result);
    less->computedAgain.erase(head);
    state.replaceRuns(
        [&](const std::shared_ptr<const RunResult> &run) { return run == result ? less : run; });
}

} // namespace headscope
