#pragma once

#include "core/inference/score_heads.h"
#include "core/message/message.h"
#include "core/model/model_config.h"
#include "ui/session/look.h"
#include "ui/session/other_texts.h"

#include <QObject>
#include <QString>
#include <QStringList>
#include <QUndoStack>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace headscope {

struct ComputedTokens;

/// What is known of the open model on the window's thread; the weights live with the compute thread.
struct OpenedModel {
    ModelConfig config;
    std::shared_ptr<const Tokenizer> tokenizer;       ///< null: only ids
    std::shared_ptr<const Tokenizer> outputTokenizer; ///< as in `Model`
    QString path;                                     ///< what opens it again: a path
    QString source; ///< what the user named: `negation`, `smollm2` or the path
    std::size_t weightBytes = 0;
    double loadMilliseconds = 0;
    std::vector<Message> warnings; ///< as in `Model`
};

/// A result and the baseline of the same tokens, published together.
struct Comparison {
    std::shared_ptr<const RunResult> now;
    std::shared_ptr<const RunResult> baseline;   ///< the same object as `now` without interventions
    std::optional<double> nowLoss, baselineLoss; ///< follow later (`lossChanged`)
};

/// A metric of every head that needs more than the patterns of the result: what was asked and what is known
/// of it. Does not depend on the interventions: every head is changed alone.
struct SessionScores {
    ScoreRequest request;
    HeadScores scores; ///< of `request`; rows still to come are empty
    bool complete = false;
    QString problem; ///< why there are none, in a sentence
};

/// How far what is shown lies behind what was asked for; until the newest result is there, or for good when
/// its run was stopped.
enum class ShownLag {
    None,
    Run, ///< the same text, other interventions
    Text ///< another text: everything is the earlier one's
};

/// What a model opens with.
struct OpeningTexts {
    QString text;
    OtherTexts others;
};

/// The document: one model, one text, interventions, the newest result, and how it is looked at. Views hold a
/// reference, call `edit…` (undoable) or `setLook`, and listen. Every change of model, text or interventions
/// is computed on the one compute thread; the newest request wins; nothing here waits.
class AnalysisSession : public QObject {
    Q_OBJECT

public:
    explicit AnalysisSession(QObject *parent = nullptr);
    ~AnalysisSession() override;

    // What is open. `model` is null before the first model; then everything else is empty.
    [[nodiscard]] std::shared_ptr<const OpenedModel> model() const;
    [[nodiscard]] QString text() const;
    /// The tokens of the text in the editor, at once (the result's may lag behind). Cut to the model's
    /// positions.
    [[nodiscard]] const std::vector<Token> &tokens() const;
    /// How many tokens the text has beyond what the model can read; 0 when all fit.
    [[nodiscard]] int tokensBeyondModel() const;
    /// A text has at most so many UTF-16 units; the rest of a longer one is dropped, which is said by
    /// `textShortened`. No model reads as much, and an editor that holds more is slow.
    static constexpr qsizetype kLongestText = 200'000;
    /// Whether the tokens of the text are not known yet: a long one is read on the compute thread.
    [[nodiscard]] bool awaitsTokens() const;
    /// The beginning of a text that is kept. Tells `textShortened` when there was more.
    [[nodiscard]] QString keptText(const QString &text);
    [[nodiscard]] const Interventions &interventions() const;
    /// The second text of a pair, which the model's template joins to the first; none = a single text.
    [[nodiscard]] const std::optional<QString> &secondText() const;
    /// Where the text of an encoder-decoder's decoder comes from.
    [[nodiscard]] const DecoderChoice &decoderChoice() const;

    // What was computed last; all of one revision, so that views never mix two.
    [[nodiscard]] const Comparison &comparison() const;
    /// What figures are read from: the same, or the baseline beside itself while it is held.
    [[nodiscard]] Comparison shownComparison() const;
    /// Of the metric in `look()` when that is an effect or has a text of its own; else of an earlier one.
    [[nodiscard]] const SessionScores &scores() const;
    /// What pictures show: the newest result, or the baseline while it is held.
    [[nodiscard]] std::shared_ptr<const RunResult> shown() const;
    [[nodiscard]] ShownLag shownLag() const;
    /// What `shown()` was computed from.
    [[nodiscard]] const OpeningTexts &shownTexts() const;
    /// As `tokensBeyondModel()`, of the shown text.
    [[nodiscard]] int shownTokensBeyondModel() const;
    /// Whether heads are left without a score because the user stopped the sweep.
    [[nodiscard]] bool isScoringStopped() const;
    /// Whether a pattern that the look needs and `shown()` did not keep is being computed again.
    [[nodiscard]] bool isAwaitingPattern() const;
    /// The tokens that belong to `shown()` and `comparison()`.
    [[nodiscard]] const std::vector<Token> &shownTokens() const;
    /// What the decoder read in these results; empty for models with one stack.
    [[nodiscard]] const std::vector<Token> &shownDecoderTokens() const;
    /// The tokens on one side of a stack's patterns: queries look, keys are looked at.
    [[nodiscard]] const std::vector<Token> &shownTokens(Stack stack, TokenSide side) const;
    /// The tokens whose positions predict.
    [[nodiscard]] const std::vector<Token> &shownOutputTokens() const;
    /// What an encoder-decoder writes by itself, follows later (`writtenChanged`).
    [[nodiscard]] const WrittenTexts &written() const;
    /// Interventions that belong to what is shown: none while the baseline is held.
    [[nodiscard]] const Interventions &shownInterventions() const;
    /// Display text of a token of `shownTokens()` (ui/style/token_text makes it visible).
    [[nodiscard]] QString tokenText(int position) const;
    /// Of a token of `shownOutputTokens()`.
    [[nodiscard]] QString outputTokenText(int position) const;
    /// Of all of `shownTokens(stack, side)`.
    [[nodiscard]] std::vector<QString> tokenTexts(Stack stack, TokenSide side) const;

    [[nodiscard]] bool isBusy() const;
    [[nodiscard]] bool isBaselineHeld() const;
    [[nodiscard]] const Look &look() const;
    [[nodiscard]] const std::vector<TokenId> &trackedTokens() const;

    QUndoStack &undoStack();
    /// Whether steps were dropped with the previous model, and none was made since.
    [[nodiscard]] bool isUndoAnew() const;

    /// Opens on the compute thread. The present model stays until the new one is complete; a failure leaves
    /// it.
    void openModel(const QString &path, const QString &source, const QString &initialText,
                   const OtherTexts &others = {});
    /// `texts` is asked once the model is there: the user may have typed by then.
    void openModel(const QString &path, const QString &source, std::function<OpeningTexts()> texts);
    /// Stops whatever is under way.
    void cancel();
    /// Takes up what `cancel` stopped: a run, or what is left of a sweep.
    void computeAgain();
    /// Bytes of patterns that the runs of models opened from now on keep; 0 = a quarter of the memory.
    void setPatternBudget(std::size_t bytes);

    // Undoable.
    void editText(const QString &text);
    void editSecondText(const std::optional<QString> &text);
    void editDecoder(const DecoderChoice &choice);
    void editIntervention(const HeadId &head, const std::optional<Intervention> &intervention);
    /// One undo step for many heads (painting, rows, columns, "only this head", restore all).
    void editInterventions(const Interventions &interventions, const QString &what);
    /// Steps with equal non-zero `gesture` merge into one undo step.
    void editInterventionsInGesture(const Interventions &interventions, int gesture);
    void restoreAll();
    /// Writes the model's mask token in place of a token of the text.
    void editMask(int position);

    // Ways of looking.
    void setLook(const Look &look);
    void holdBaseline(bool held);
    void trackToken(TokenId token, bool tracked);
    /// Asks for logits at a position (delivered with the next `resultChanged`).
    void selectOutputPosition(std::optional<int> position);

signals:
    void modelChanged();
    void textChanged();
    void textShortened(qsizetype length); ///< a text of so many units was given and its beginning kept
    void interventionsChanged();
    void resultChanged(); ///< `comparison()`, `shown()`, `shownTokens()` are new; also when the baseline is
                          ///< held or let go, and when `shown()` got a pattern that was not kept
    void lossChanged();
    void scoresChanged(); ///< `scores()` has more layers, or belongs to something else now
    void writtenChanged();
    void decoderChoiceChanged();
    void lookChanged();
    void trackedChanged();
    void busyChanged(bool busy);
    void progressChanged(double share); ///< 0…1 of an opening or a run
    void failed(const QString &reason); ///< one sentence; everything is as it was

private:
    class State;

    void takeModel(const std::shared_ptr<const OpenedModel> &model);
    void takeComparison(const ComputedTokens &tokens, const Comparison &comparison);
    void setText(const QString &text);
    void setSecondText(const std::optional<QString> &text);
    void setDecoder(const DecoderChoice &choice);
    void setInterventions(const Interventions &interventions);
    void pushInterventions(const Interventions &interventions, const QString &what, int gesture);
    /// Tokens of what is in the editor now, and a run.
    void readTexts();
    void requestRun();
    /// Goes on with the scores that the look asks for, where they are not complete.
    void requestScores();
    /// Asks for the next pattern that the look needs and the shown result did not keep.
    void requestPatterns();
    [[nodiscard]] bool makeRoomForPattern(const std::vector<HeadId> &wanted);
    void letGoOfInspected(const HeadId &head);
    void takePattern(const std::shared_ptr<const RunResult> &result, const HeadId &head,
                     const HeadPattern &pattern);

    std::unique_ptr<State> m_state;
};

} // namespace headscope
