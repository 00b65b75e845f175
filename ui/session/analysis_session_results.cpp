#include "ui/session/analysis_session_state.h"

#include <utility>

namespace headscope {

ShownLag AnalysisSession::shownLag() const
{
    const State &state = *m_state;
    if (!state.comparison.now)
        return ShownLag::None;
    if (state.shownTexts.text != state.text || state.shownTexts.others != state.others)
        return ShownLag::Text;
    return state.comparison.now->interventions == state.interventions ? ShownLag::None : ShownLag::Run;
}

const OpeningTexts &AnalysisSession::shownTexts() const
{
    return m_state->shownTexts;
}

int AnalysisSession::shownTokensBeyondModel() const
{
    return m_state->shownBeyondModel;
}

bool AnalysisSession::isScoringStopped() const
{
    return m_state->scoringStopped && !m_state->scores.complete;
}

void AnalysisSession::cancel()
{
    m_state->scoringStopped = m_state->scoringStopped || shownLag() == ShownLag::None;
    m_state->compute.cancel();
    emit scoresChanged();
}

void AnalysisSession::computeAgain()
{
    m_state->scoringStopped = false;
    emit scoresChanged();
    if (m_state->comparison.now && shownLag() == ShownLag::None)
        requestScores();
    else
        requestRun();
}

void AnalysisSession::requestRun()
{
    State &state = *m_state;
    if (!state.model)
        return;
    if (state.tokens.empty() && !state.readsLater) {
        state.compute.forget();
        state.comparison = {};
        state.scores = {};
        state.shownTokens.clear();
        state.shownDecoderTokens.clear();
        emit resultChanged();
        emit scoresChanged();
        return;
    }
    state.compute.compute({state.tokens, state.readsLater ? std::optional(state.text) : std::nullopt,
                           state.interventions, state.look.outputPosition, state.others});
}

void AnalysisSession::takeComparison(const ComputedTokens &tokens, const Comparison &comparison)
{
    State &state = *m_state;
    const bool unpins = shownLag() == ShownLag::Text && state.look.pinned;
    if (unpins)
        state.look.pinned.reset(); // a token of the text that was shown
    const Comparison before = std::exchange(state.comparison, comparison);
    // The old figures stand until the new ones come: nothing jumps while a head is toggled.
    if (before.baseline && before.baseline->tokens == comparison.baseline->tokens &&
        before.baseline->decoderIds == comparison.baseline->decoderIds) {
        state.comparison.nowLoss = before.nowLoss;
        state.comparison.baselineLoss = before.baselineLoss;
    }
    state.shownTexts = {state.text, state.others};
    state.shownTokens = tokens.tokens;
    state.shownDecoderTokens = tokens.decoder;
    if (state.tokens.size() !=
        tokens.tokens.size()) { // read on the compute thread, or cut for want of memory
        const auto dropped = static_cast<int>(state.tokens.size()) - static_cast<int>(tokens.tokens.size());
        state.beyondModel = dropped > 0 ? state.beyondModel + dropped : tokens.beyondModel;
        state.tokens = tokens.tokens;
        emit textChanged();
    }
    state.shownBeyondModel = state.beyondModel;
    state.patternToCome.reset();
    requestPatterns();
    emit resultChanged();
    if (unpins)
        emit lookChanged();
    requestScores();
}

void AnalysisSession::requestScores()
{
    State &state = *m_state;
    const MetricChoice &choice = state.look.metric;
    const MetricNeeds needs = needsOf(choice.id);
    const auto &baseline = state.comparison.baseline;
    if (!state.model || !baseline || (needs == MetricNeeds::Pattern && baseline->keepsPatterns()))
        return state.compute.stopScoring();
    MetricChoice placed = choice;
    if (needs == MetricNeeds::Effect)
        placed.position = state.look.outputPosition;
    ScoreRequest request =
        scoreRequest(state.model->config, state.model->tokenizer.get(),
                     {baseline->tokens, placed, {}, state.look.stack, baseline->decoderIds});
    SessionScores &scores = state.scores;
    if (scores.request != request) {
        scores = {};
        scores.request = std::move(request);
        state.scoringStopped = false;
        emit scoresChanged();
    }
    if (!scores.complete && scores.problem.isEmpty() && !state.scoringStopped)
        state.compute.score(scores.request, scores.scores.values);
}

} // namespace headscope
