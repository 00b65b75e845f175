#include "ui/session/analysis_session_state.h"
#include "ui/session/edit_commands.h"
#include "ui/session/session_text.h"

#include <algorithm>

namespace headscope {

namespace {

constexpr int kTypingGesture = 1 << 30; ///< apart from the gestures of the board

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

void AnalysisSession::editText(const QString &wanted)
{
    State &state = *m_state;
    const QString text = keptText(wanted);
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
    const bool otherMetric = look.metric != m_state->look.metric;
    m_state->look = look;
    emit lookChanged();
    if (otherMetric)
        requestScores();
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
