#include "ui/session/analysis_session_state.h"
#include "ui/session/edit_commands.h"
#include "ui/session/session_text.h"

#include <algorithm>

namespace headscope {

namespace {

constexpr qsizetype kTokenisedAtOnce = 20'000; ///< longer texts are tokenised on the compute thread
constexpr int kTypingGesture = 1 << 30;        ///< apart from the gestures of the board
constexpr int kSecondGesture = 1 << 29;        ///< apart from both: of a second text
constexpr int kDecoderGesture = 1 << 28;       ///< and of the decoder's

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

/// Without the heads that the model does not have: its layers may have fewer than the board has cells.
Interventions ofModel(Interventions interventions, const OpenedModel *model)
{
    std::erase_if(interventions, [model](const auto &entry) {
        const HeadId &id = entry.first;
        return model != nullptr && id.stack == Stack::Encoder && id.layer < model->config.layers &&
               id.head >= model->config.headsIn(id.layer);
    });
    return interventions;
}

} // namespace

void AnalysisSession::setText(const QString &text)
{
    m_state->text = text;
    readTexts();
}

void AnalysisSession::setSecondText(const std::optional<QString> &text)
{
    m_state->others.second = text;
    readTexts();
}

void AnalysisSession::readTexts()
{
    State &state = *m_state;
    const auto &second = state.others.second;
    const qsizetype size = state.text.size() + (second ? second->size() : 0);
    state.readsLater = size > kTokenisedAtOnce && state.model && state.model->tokenizer;
    ComputedTokens read;
    try {
        if (!state.readsLater)
            read = tokensOfText(state.model.get(), state.text, second);
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

void AnalysisSession::setDecoder(const DecoderChoice &choice)
{
    m_state->others.decoder = choice;
    Look look = m_state->look;
    look.pinned.reset();
    look.outputPosition.reset();
    emit decoderChoiceChanged();
    setLook(look);
    requestRun();
}

void AnalysisSession::setInterventions(const Interventions &interventions)
{
    m_state->interventions = interventions;
    emit interventionsChanged();
    requestRun();
}

void AnalysisSession::editText(const QString &wanted)
{
    State &state = *m_state;
    const QString text = keptText(wanted);
    if (text == state.text)
        return;
    if (!continuesTyping(state.text, text))
        ++state.typingWords;
    const int gesture = kTypingGesture + state.typingWords % kDecoderGesture;
    state.undo.push(new EditValue<QString>(tr("Edit text"), {state.text, text}, gesture,
                                           [this](const QString &value) { setText(value); }));
}

void AnalysisSession::editSecondText(const std::optional<QString> &wanted)
{
    using Text = std::optional<QString>;
    State &state = *m_state;
    const Text &before = state.others.second;
    const Text text = wanted ? Text(keptText(*wanted)) : wanted;
    if (text == before)
        return;
    const bool isEdited = text && before; // neither added nor taken away
    if (!isEdited || !continuesTyping(*before, *text))
        ++state.typingWords;
    const int gesture = isEdited ? kSecondGesture + state.typingWords % kDecoderGesture : -1;
    state.undo.push(new EditValue<Text>(tr("Edit the second text"), {before, text}, gesture,
                                        [this](const Text &value) { setSecondText(value); }));
}

void AnalysisSession::editDecoder(const DecoderChoice &choice)
{
    State &state = *m_state;
    const DecoderChoice &before = state.others.decoder;
    if (choice == before)
        return;
    const bool isTyping = choice.source != DecoderChoice::Source::Written && choice.source == before.source &&
                          continuesTyping(before.text, choice.text);
    if (!isTyping)
        ++state.typingWords;
    const int gesture = kDecoderGesture + state.typingWords % kDecoderGesture;
    state.undo.push(new EditValue<DecoderChoice>(tr("Edit the decoder's text"), {before, choice}, gesture,
                                                 [this](const DecoderChoice &value) { setDecoder(value); }));
}

void AnalysisSession::editIntervention(const HeadId &head, const std::optional<Intervention> &intervention)
{
    Interventions changed = m_state->interventions;
    if (intervention)
        changed[head] = *intervention;
    else
        changed.erase(head);
    const QString name = QString::fromStdString(headSpelling(head));
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

void AnalysisSession::pushInterventions(const Interventions &wanted, const QString &what, int gesture)
{
    const Interventions interventions = ofModel(wanted, m_state->model.get());
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
    const Token &token = state.tokens[static_cast<std::size_t>(position)];
    if (token.sequence == 1 && state.others.second)
        editSecondText(withTokenReplaced(*state.others.second, token, mask));
    else
        editText(withTokenReplaced(state.text, token, mask));
}

void AnalysisSession::setLook(const Look &look)
{
    if (look == m_state->look)
        return;
    const bool otherScores = look.metric != m_state->look.metric || look.stack != m_state->look.stack;
    m_state->look = look;
    requestPatterns();
    emit lookChanged();
    if (!otherScores)
        return;
    m_state->scoringStopped = false;
    requestScores();
}

void AnalysisSession::holdBaseline(bool held)
{
    if (held == m_state->baselineHeld)
        return;
    m_state->baselineHeld = held;
    requestPatterns();
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
