#include "ui/session/analysis_session.h"

#include "ui/session/compute_thread.h"
#include "ui/session/edit_commands.h"
#include "ui/session/session_text.h"

#include <algorithm>
#include <utility>

namespace headscope {

namespace {

constexpr qsizetype kTokenisedAtOnce = 20'000; ///< longer texts are tokenised on the compute thread
constexpr int kTypingGesture = 1 << 30;        ///< apart from the gestures of the board

/// One letter more or less and no new word, wherever it stands: what a person types without a pause.
bool continuesTyping(const QString &before, const QString &after)
{
    const QString &shorter = before.size() < after.size() ? before : after;
    const QString &longer = before.size() < after.size() ? after : before;
    if (longer.size() - shorter.size() != 1)
        return false;
    const auto differs = std::ranges::mismatch(shorter, longer).in2;
    return !differs->isSpace() &&
           std::equal(differs + 1, longer.end(), shorter.end() - (longer.end() - differs - 1));
}

} // namespace

class AnalysisSession::State {
public:
    explicit State(AnalysisSession &session)
        : compute(&session)
    {
    }

    std::shared_ptr<const OpenedModel> model;
    QString text, initialText;
    std::vector<Token> tokens, shownTokens;
    int beyondModel = 0;
    bool readsLater = false; ///< the text is tokenised on the compute thread
    Interventions interventions;
    Comparison comparison;
    Look look;
    bool baselineHeld = false;
    std::vector<TokenId> tracked;
    QUndoStack undo;
    ComputeThread compute;
    int typingWords = 0; ///< a new number for each word, so that undo goes back word by word
};

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

std::shared_ptr<const RunResult> AnalysisSession::shown() const
{
    return m_state->baselineHeld ? m_state->comparison.baseline : m_state->comparison.now;
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
    state.shownTokens.clear();
    state.tracked.clear();
    state.baselineHeld = false;
    const Look before = state.look;
    state.look = {};
    state.look.view = before.view;
    state.look.metric = before.metric;
    state.look.threshold = before.threshold;
    emit modelChanged();
    emit interventionsChanged();
    emit lookChanged();
    emit trackedChanged();
    setText(state.initialText);
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
        state.shownTokens.clear();
        emit resultChanged();
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
    if (state.readsLater) {
        state.tokens = tokens.tokens;
        state.beyondModel = tokens.beyondModel;
        emit textChanged();
    }
    emit resultChanged();
}

void AnalysisSession::editText(const QString &text)
{
    State &state = *m_state;
    if (text == state.text)
        return;
    if (!continuesTyping(state.text, text))
        ++state.typingWords;
    const int gesture = kTypingGesture + state.typingWords % kTypingGesture;
    state.undo.push(new EditValue<QString>(tr("Edit text"), {state.text, text}, gesture,
                                           [this](const QString &value) { setText(value); }));
}

void AnalysisSession::editIntervention(const HeadId &head, const std::optional<Intervention> &intervention)
{
    Interventions changed = m_state->interventions;
    if (intervention)
        changed[head] = *intervention;
    else
        changed.erase(head);
    const QString name = QStringLiteral("%1.%2").arg(head.layer).arg(head.head);
    editInterventions(changed,
                      intervention ? tr("Change head %1").arg(name) : tr("Restore head %1").arg(name));
}

void AnalysisSession::editInterventions(const Interventions &interventions, const QString &what)
{
    pushInterventions(interventions, what, -1);
}

void AnalysisSession::editInterventionsInGesture(const Interventions &interventions, int gesture)
{
    pushInterventions(interventions, tr("Paint heads"), gesture);
}

void AnalysisSession::pushInterventions(const Interventions &interventions, const QString &what, int gesture)
{
    if (interventions == m_state->interventions)
        return;
    m_state->undo.push(
        new EditValue<Interventions>(what, {m_state->interventions, interventions}, gesture,
                                     [this](const Interventions &value) { setInterventions(value); }));
}

void AnalysisSession::restoreAll()
{
    editInterventions({}, tr("Restore all heads"));
}

void AnalysisSession::editMask(int position)
{
    const State &state = *m_state;
    if (!state.model || !state.model->tokenizer || !state.model->tokenizer->maskId() ||
        static_cast<std::size_t>(position) >= state.tokens.size())
        return;
    const Tokenizer &tokenizer = *state.model->tokenizer;
    const QString mask = QString::fromStdString(tokenizer.piece(*tokenizer.maskId()));
    editText(withTokenReplaced(state.text, state.tokens[static_cast<std::size_t>(position)], mask));
}

void AnalysisSession::setLook(const Look &look)
{
    if (look == m_state->look)
        return;
    m_state->look = look;
    emit lookChanged();
}

void AnalysisSession::holdBaseline(bool held)
{
    if (held == m_state->baselineHeld)
        return;
    m_state->baselineHeld = held;
    emit resultChanged();
}

void AnalysisSession::trackToken(TokenId token, bool tracked)
{
    auto &all = m_state->tracked;
    const auto found = std::ranges::find(all, token);
    if ((found != all.end()) == tracked)
        return;
    if (tracked)
        all.push_back(token);
    else
        all.erase(found);
    emit trackedChanged();
}

void AnalysisSession::selectOutputPosition(std::optional<int> position)
{
    Look look = m_state->look;
    look.outputPosition = position;
    if (look == m_state->look)
        return;
    setLook(look);
    requestRun();
}

} // namespace headscope
