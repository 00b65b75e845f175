#include "ui/session/analysis_session.h"

#include "ui/session/analysis_session_state.h"
#include "ui/session/session_text.h"

#include <utility>

namespace headscope {

namespace {

/// Whether that side of a stack's patterns are the decoder's tokens.
bool isOfDecoder(Stack stack, TokenSide side)
{
    return stack == Stack::Decoder || (stack == Stack::Cross && side == TokenSide::Query);
}

QString textOf(const Token &token, const Tokenizer *tokenizer)
{
    return tokenizer != nullptr ? QString::fromStdString(displayText(*tokenizer, token.id))
                                : QString::number(token.id);
}

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
    connect(&compute, &ComputeThread::patternComputed, this, &AnalysisSession::takePattern);
    connect(&compute, &ComputeThread::written, this, [this](const WrittenTexts &texts) {
        m_state->written = texts;
        emit writtenChanged();
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

Comparison AnalysisSession::shownComparison() const
{
    const Comparison &all = m_state->comparison;
    return m_state->baselineHeld ? Comparison{all.baseline, all.baseline, all.baselineLoss, all.baselineLoss}
                                 : all;
}

const SessionScores &AnalysisSession::scores() const
{
    return m_state->scores;
}

std::shared_ptr<const RunResult> AnalysisSession::shown() const
{
    return m_state->baselineHeld ? m_state->comparison.baseline : m_state->comparison.now;
}

const std::vector<Token> &AnalysisSession::shownTokens() const
{
    return m_state->shownTokens;
}

bool AnalysisSession::awaitsTokens() const
{
    return m_state->readsLater && m_state->tokens.empty();
}

const std::optional<QString> &AnalysisSession::secondText() const
{
    return m_state->others.second;
}

const DecoderChoice &AnalysisSession::decoderChoice() const
{
    return m_state->others.decoder;
}

const std::vector<Token> &AnalysisSession::shownDecoderTokens() const
{
    return m_state->shownDecoderTokens;
}

const std::vector<Token> &AnalysisSession::shownTokens(Stack stack, TokenSide side) const
{
    return isOfDecoder(stack, side) ? m_state->shownDecoderTokens : m_state->shownTokens;
}

const std::vector<Token> &AnalysisSession::shownOutputTokens() const
{
    return m_state->shownDecoderTokens.empty() ? m_state->shownTokens : m_state->shownDecoderTokens;
}

const WrittenTexts &AnalysisSession::written() const
{
    return m_state->written;
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
    return textOf(token, m_state->model ? m_state->model->tokenizer.get() : nullptr);
}

QString AnalysisSession::outputTokenText(int position) const
{
    const Token &token = shownOutputTokens().at(static_cast<std::size_t>(position));
    return textOf(token, m_state->model ? m_state->model->outputTokenizer.get() : nullptr);
}

std::vector<QString> AnalysisSession::tokenTexts(Stack stack, TokenSide side) const
{
    const auto &model = m_state->model;
    const Tokenizer *reader = nullptr;
    if (model)
        reader = (isOfDecoder(stack, side) ? model->outputTokenizer : model->tokenizer).get();
    std::vector<QString> texts;
    for (const Token &token : shownTokens(stack, side))
        texts.push_back(textOf(token, reader));
    return texts;
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

bool AnalysisSession::isUndoAnew() const
{
    return m_state->undoDropped && m_state->undo.count() == 0;
}

QString AnalysisSession::keptText(const QString &text)
{
    if (text.size() <= kLongestText)
        return text;
    const bool cutsPair = text[kLongestText - 1].isHighSurrogate();
    emit textShortened(text.size());
    return text.left(kLongestText - (cutsPair ? 1 : 0));
}

void AnalysisSession::openModel(const QString &path, const QString &source, const QString &initialText,
                                const OtherTexts &others)
{
    openModel(path, source, [=] { return OpeningTexts{initialText, others}; });
}

void AnalysisSession::openModel(const QString &path, const QString &source,
                                std::function<OpeningTexts()> texts)
{
    m_state->openingTexts = std::move(texts);
    m_state->compute.open(path, source);
}

void AnalysisSession::takeModel(const std::shared_ptr<const OpenedModel> &model)
{
    State &state = *m_state;
    const OpeningTexts opening = state.openingTexts();
    state.undoDropped = state.undo.count() > 0;
    state.undo.clear();
    state.model = model;
    state.interventions.clear();
    state.comparison = {};
    state.scores = {};
    state.scoringStopped = false;
    state.shownTokens.clear();
    state.shownDecoderTokens.clear();
    state.others = opening.others;
    state.written = {};
    state.tracked.clear();
    state.baselineHeld = false;
    const Look before = state.look;
    state.look = {};
    state.look.view = before.view;
    if (canScore(model->config, before.metric.id) && parametersOf(before.metric.id) == MetricParameters::None)
        state.look.metric = before.metric; // tokens and labels of another model mean nothing here
    state.look.threshold = before.threshold;
    emit modelChanged();
    emit decoderChoiceChanged();
    emit writtenChanged();
    emit interventionsChanged();
    emit lookChanged();
    emit trackedChanged();
    setText(openingTextFor(*model, keptText(opening.text)));
}

} // namespace headscope
