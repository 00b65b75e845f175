#pragma once

#include "core/analysis/run_result.h"
#include "core/text/tokenizer.h"
#include "ui/session/other_texts.h"

#include <QObject>
#include <QString>
#include <QStringList>
#include <QThread>

#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace headscope {

struct Comparison;
struct HeadScores;
struct ScoreRequest;
struct OpenedModel;

/// What one computation starts from.
struct ComputeRequest {
    std::vector<Token> tokens;       ///< what the model reads, when `text` is empty
    std::optional<QString> longText; ///< to be tokenised on the compute thread first
    Interventions interventions;
    std::optional<int> outputPosition;
    OtherTexts others; ///< a second text is already in `tokens`
    bool operator==(const ComputeRequest &) const = default;
};

/// What a computation gave, beside its comparison.
struct ComputedTokens {
    std::vector<Token> tokens;
    int beyondModel = 0;             ///< tokens that were cut off
    std::vector<Token> decoder = {}; ///< what the decoder of an encoder-decoder read
};

/// The one thread that loads models and runs them: a second OpenMP pool would make small runs 2.7 times
/// slower. Every member is called on the window's thread, and every signal arrives there. The newest request
/// wins.
class ComputeThread : public QObject {
    Q_OBJECT

public:
    explicit ComputeThread(QObject *parent = nullptr);
    /// Stops what runs and waits for it.
    ~ComputeThread() override;

    /// Opens a model; the present one stays until the new one is complete.
    void open(const QString &path, const QString &source);
    /// Overtakes any earlier request. The result is delivered by `computed` unless it is overtaken too.
    void compute(const ComputeRequest &request);
    /// Scores every head once all that was asked for before is done; rows that are `known` are not computed
    /// again. Overtakes earlier scoring, and is itself stopped by any newer `compute`: nobody waits for it.
    void score(const ScoreRequest &request, const std::vector<std::vector<double>> &known);
    void stopScoring();
    /// A pattern that a result did not keep; empty when stopped. Overtakes an earlier request of this kind.
    void computePattern(const std::shared_ptr<const RunResult> &result, const HeadId &head);
    /// Overtakes any earlier request with nothing: none of them is delivered.
    void forget();
    void cancel();
    /// For models opened from now on.
    void setPatternBudget(std::size_t bytes);
    [[nodiscard]] bool isBusy() const { return m_pending > 0; }

signals:
    void opened(std::shared_ptr<const headscope::OpenedModel> model);
    void computed(const headscope::ComputedTokens &tokens, const headscope::Comparison &comparison);
    void lossComputed(std::optional<double> now, std::optional<double> baseline);
    /// Layer by layer; `complete` the last time.
    void scored(const headscope::HeadScores &scores, bool complete);
    void scoringFailed(const QString &reason);
    void patternComputed(std::shared_ptr<const headscope::RunResult> result, const headscope::HeadId &head,
                         const headscope::HeadPattern &pattern);
    void written(const headscope::WrittenTexts &texts);
    void failed(const QString &reason);
    void stopped();
    void progressChanged(double share);
    void busyChanged(bool busy);

private:
    class Worker;
    template <typename Job>
    void post(Job job);
    template <typename Delivery>
    void deliver(Delivery delivery);
    template <typename Delivery>
    void ifNewest(quint64 revision, Delivery delivery);
    /// Everything of one request; runs on the compute thread.
    void work(ComputeRequest request, quint64 revision, const std::stop_token &stop);
    void workOnScores(const ScoreRequest &request, const std::vector<std::vector<double>> &known,
                      quint64 revision, const std::stop_token &stop);
    void finishOne();

    QThread m_thread;
    std::unique_ptr<Worker> m_worker; ///< lives on m_thread
    std::stop_source m_openStop, m_runStop, m_scoreStop, m_patternStop;
    quint64 m_revision = 0, m_scoreRevision = 0;
    int m_pending = 0;
    std::size_t m_patternBudget = 0;
};

} // namespace headscope
