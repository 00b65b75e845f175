#pragma once

#include "ui/session/analysis_session.h"
#include "ui/session/compute_thread.h"

#include <memory>
#include <optional>
#include <vector>

namespace headscope {

/// What a session holds; seen by its own sources alone.
class AnalysisSession::State {
public:
    explicit State(AnalysisSession &session)
        : compute(&session)
    {
    }

    std::shared_ptr<const OpenedModel> model;
    QString text;
    OtherTexts others;
    OpeningTexts shownTexts; ///< what the comparison was computed from
    std::function<OpeningTexts()> openingTexts;
    std::vector<Token> tokens, shownTokens, shownDecoderTokens;
    WrittenTexts written;
    int beyondModel = 0, shownBeyondModel = 0;
    bool readsLater = false; ///< the text is tokenised on the compute thread
    Interventions interventions;
    Comparison comparison;
    Look look;
    bool baselineHeld = false;
    std::vector<TokenId> tracked;
    QUndoStack undo;
    SessionScores scores;
    bool scoringStopped = false; ///< by the user; until somebody wants them again
    bool undoDropped = false;
    struct PatternToCome {
        std::shared_ptr<const RunResult> result;
        HeadId head;
    };
    std::optional<PatternToCome> patternToCome;
    struct Told {
        std::weak_ptr<const Tensor> final; ///< of the run
        HeadId head;
    };
    Told told; ///< the inspector knows its figures already
    [[nodiscard]] bool isTold(const RunResult &run, const HeadId &head) const
    {
        return told.head == head && told.final.lock() == run.final;
    }
    /// Puts what `change` makes of it in place of each run; two that are one stay one.
    template <typename Change>
    void replaceRuns(Change change)
    {
        const bool isOne = comparison.now == comparison.baseline;
        comparison.now = change(comparison.now);
        comparison.baseline = isOne ? comparison.now : change(comparison.baseline);
    }
    ComputeThread compute;
    int typingWords = 0; ///< a new number for each word, so that undo goes back word by word
};

} // namespace headscope
