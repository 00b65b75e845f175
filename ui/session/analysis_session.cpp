#include "ui/session/analysis_session.h"

#include "ui/session/analysis_session_state.h"
#include "ui/session/session_text.h"

#include <utility>

namespace headscope {

namespace {

constexpr qsizetype kTokenisedAtOnce = 20'000; ///< longer texts are tokenised on the compute thread

} // namespace

AnalysisSession::AnalysisSession(QObject *parent)
    : QObject(parent)
    , m_state(std::make_unique<State>(*this))
{
    ComputeThread &compute = m_state->compute;
    connect(&compute, &ComputeThread::opened, this, &AnalysisSession::takeModel);
    connect(&compute, &ComputeThread::computed, this, &AnalysisSession::takeComparison);
    connect(&compute, &ComputeThread::lossComputed, this, [this](auto now, auto baseline) {
        m_state->comparison.nowLoss = now;
        m_state->comparison.baselineLoss = baseline;
        emit lossChanged();
    });
    connect(&compute, &ComputeThread::scored, this, [this](const HeadScores &scores, bool complete) {
        m_state->scores.scores = scores;
        m_state->scores.complete = complete;
        emit scoresChanged();
    });
    connect(&compute, &ComputeThread::scoringFailed, this, [this](const QString &reason) {
        m_state->scores.problem = reason;
        emit scoresChanged();
    });
    connect(&compute, &ComputeThread::patternComputed, this,
            [this](std::shared_ptr<const RunResult> result, const HeadId &head, const HeadPattern &pattern) {
                State &state = *m_state;
                state.patternToCome.reset();
                if (state.patterns.size() > 1)
                    state.patterns.erase(state.patterns.begin());
                state.patterns.push_back({std::move(result), head, pattern});
                emit patternReady();
                requestScores();
            });
    connect(&compute, &ComputeThread::failed, this, &AnalysisSession::failed);
    connect(&compute, &ComputeThread::progressChanged, this, &AnalysisSession::progressChanged);
    connect(&compute, &ComputeThread::busyChanged, this, &AnalysisSession::busyChanged);
}

AnalysisSession::~AnalysisSession() = default;

std::shared_ptr<const OpenedModel> AnalysisSession::model() const
{
    return m_state->model;
}

QString AnalysisSession::text() const
{
    return m_state->text;
}

const std::vector<Token> &AnalysisSession::tokens() const
{
    return m_state->tokens;
}

int AnalysisSession::tokensBeyondModel() const
{
    return m_state->beyondModel;
}

const Interventions &AnalysisSession::interventions() const
{
    return m_state->interventions;
}

const Comparison &AnalysisSession::comparison() const
{
    return m_state->comparison;
}

const SessionScores &AnalysisSession::scores() const
{
    return m_state->scores;
}

std::shared_ptr<const RunResult> AnalysisSession::shown() const
{
    return m_state->baselineHeld ? m_state->comparison.baseline : m_state->comparison.now;
}

HeadPattern AnalysisSession::pattern(const HeadId &head)
{
    State &state = *m_state;
    const auto result = shown();
    if (!result || result->keepsPatterns())
        return result ? result->pattern(head) : HeadPattern();
    const auto isAsked = [&](const State::PatternOnDemand &entry) {
        return entry.result == result && entry.head == head;
    };
    const auto found = std::ranges::find_if(state.patterns, isAsked);
    if (found != state.patterns.end())
        return found->pattern;
    if (!state.patternToCome || !isAsked(*state.patternToCome)) {
        state.patternToCome = {result, head, {}};
        state.compute.computePattern(result, head);
    }
    return {};
}

const std::vector<Token> &AnalysisSession::shownTokens() const
{
    return m_state->shownTokens;
}

const Interventions &AnalysisSession::shownInterventions() const
{
    static const Interventions none;
    const auto result = shown();
    return result ? result->interventions : none;
}

QString AnalysisSession::tokenText(int position) const
{
    const Token &token = m_state->shownTokens.at(static_cast<std::size_t>(position));
    if (!m_state->model || !m_state->model->tokenizer)
        return QString::number(token.id);
    return QString::fromStdString(displayText(*m_state->model->tokenizer, token.id));
}

bool AnalysisSession::isBusy() const
{
    return m_state->compute.isBusy();
}

bool AnalysisSession::isBaselineHeld() const
{
    return m_state->baselineHeld;
}

const Look &AnalysisSession::look() const
{
    return m_state->look;
}

const std::vector<TokenId> &AnalysisSession::trackedTokens() const
{
    return m_state->tracked;
}

QUndoStack &AnalysisSession::undoStack()
{
    return m_state->undo;
}

QString AnalysisSession::keptText(const QString &text)
{
    if (text.size() <= kLongestText)
        return text;
    const bool cutsPair = text[kLongestText - 1].isHighSurrogate();
    emit textShortened(text.size());
    return text.left(kLongestText - (cutsPair ? 1 : 0));
}

void AnalysisSession::openModel(const QString &path, const QString &source, const QString &initialText)
{
    m_state->initialText = initialText;
    m_state->compute.open(path, source);
}

void AnalysisSession::cancel()
{
    m_state->compute.cancel();
}

void AnalysisSession::takeModel(const std::shared_ptr<const OpenedModel> &model)
{
    State &state = *m_state;
    state.undo.clear();
    state.model = model;
    state.interventions.clear();
    state.comparison = {};
    state.scores = {};
    state.shownTokens.clear();
    state.tracked.clear();
    state.baselineHeld = false;
    const Look before = state.look;
    state.look = {};
    state.look.view = before.view;
    if (canScore(model->config, before.metric.id) && parametersOf(before.metric.id) == MetricParameters::None)
        state.look.metric = before.metric; // tokens and labels of another model mean nothing here
    state.look.threshold = before.threshold;
    emit modelChanged();
    emit interventionsChanged();
    emit lookChanged();
    emit trackedChanged();
    setText(keptText(std::exchange(state.initialText, {})));
}

void AnalysisSession::setText(const QString &text)
{
    State &state = *m_state;
    state.text = text;
    state.readsLater = text.size() > kTokenisedAtOnce && state.model && state.model->tokenizer;
    ComputedTokens read;
    try {
        if (!state.readsLater)
            read = tokensOfText(state.model.get(), text);
    } catch (const std::exception &) {
        state.readsLater = true; // a tokenizer that gives up: the compute thread says so
    }
    state.tokens = std::move(read.tokens);
    state.beyondModel = read.beyondModel;
    Look look = state.look;
    look.pinned.reset();
    look.outputPosition.reset();
    emit textChanged();
    setLook(look);
    requestRun();
}

void AnalysisSession::setInterventions(const Interventions &interventions)
{
    m_state->interventions = interventions;
    emit interventionsChanged();
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
        emit resultChanged();
        emit scoresChanged();
        return;
    }
    state.compute.compute({state.tokens, state.readsLater ? std::optional(state.text) : std::nullopt,
                           state.interventions, state.look.outputPosition});
}

void AnalysisSession::takeComparison(const ComputedTokens &tokens, const Comparison &comparison)
{
    State &state = *m_state;
    const Comparison before = std::exchange(state.comparison, comparison);
    // The old figures stand until the new ones come: nothing jumps while a head is toggled.
    if (before.baseline && before.baseline->tokens == comparison.baseline->tokens) {
        state.comparison.nowLoss = before.nowLoss;
        state.comparison.baselineLoss = before.baselineLoss;
    }
    state.shownTokens = tokens.tokens;
    if (state.tokens.size() !=
        tokens.tokens.size()) { // read on the compute thread, or cut for want of memory
        const auto dropped = static_cast<int>(state.tokens.size()) - static_cast<int>(tokens.tokens.size());
        state.beyondModel = dropped > 0 ? state.beyondModel + dropped : tokens.beyondModel;
        state.tokens = tokens.tokens;
        emit textChanged();
    }
    state.patterns.clear();
    state.patternToCome.reset();
    emit resultChanged();
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
    ScoreRequest request = scoreRequest(state.model->config, state.model->tokenizer.get(),
                                        state.comparison.baseline->tokens, placed);
    SessionScores &scores = state.scores;
    if (scores.request != request) {
        scores = {};
        scores.request = std::move(request);
        emit scoresChanged();
    }
    if (!scores.complete && scores.problem.isEmpty())
        state.compute.score(scores.request, scores.scores.values);
}

} // namespace headscope
