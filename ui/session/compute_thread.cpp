#include "ui/session/compute_thread.h"

#include "core/analysis/token_sequence.h"
#include "core/inference/inference_session.h"
#include "core/inference/score_heads.h"
#include "core/model/model.h"
#include "ui/session/analysis_session.h"
#include "ui/session/session_text.h"
#include "ui/style/failure_text.h"

#include <QMetaObject>

#include <algorithm>
#include <chrono>
#include <sys/resource.h>

namespace headscope {

namespace {

constexpr int kNiceness = 10; ///< the window's thread goes first: cuts its jitter by a third

LogitScope logitScope(OutputKind kind)
{
    return kind == OutputKind::TokenLabels || kind == OutputKind::AnswerSpan ? LogitScope::All
                                                                             : LogitScope::Given;
}

/// The positions whose logits the output panel shows.
std::vector<int> outputPositions(const OpenedModel &model, const ComputeRequest &request)
{
    const int count = static_cast<int>(request.tokens.size());
    std::vector<int> positions;
    if (request.outputPosition && *request.outputPosition < count)
        positions.push_back(*request.outputPosition);
    else if (model.config.output == OutputKind::NextToken)
        positions.push_back(count - 1);
    if (model.config.output != OutputKind::MaskedToken || !model.tokenizer)
        return positions;
    for (int position = 0; position < count; ++position)
        if (model.tokenizer->maskId() == request.tokens[static_cast<std::size_t>(position)].id)
            positions.push_back(position);
    std::ranges::sort(positions);
    positions.erase(std::ranges::unique(positions).begin(), positions.end());
    return positions;
}

} // namespace

/// Lives on the compute thread; holds what only that thread may touch.
class ComputeThread::Worker : public QObject {
public:
    /// Null when stopped.
    std::shared_ptr<const OpenedModel> open(const QString &path, const QString &source,
                                            const OpenOptions &options);
    std::optional<ComputedTokens> tokensOf(const ComputeRequest &request, const std::stop_token &stop) const;
    /// Both runs; empty when stopped.
    std::optional<Comparison> compare(const ComputeRequest &request, const std::stop_token &stop,
                                      const std::function<void(double)> &progress);
    /// Computed once for a text.
    std::optional<double> baselineLoss(const RunResult &baseline, const std::stop_token &stop);
    [[nodiscard]] bool hasModel() const { return m_session != nullptr; }
    InferenceSession &session() { return *m_session; }

private:
    std::shared_ptr<const OpenedModel> m_model;
    std::unique_ptr<InferenceSession> m_session;
    TokenSequence m_lossTokens;
    std::optional<double> m_baselineLoss;
    std::size_t m_provenTokens = 0; ///< of the longest run of this model
};

std::shared_ptr<const OpenedModel> ComputeThread::Worker::open(const QString &path, const QString &source,
                                                               const OpenOptions &options)
{
    const auto start = std::chrono::steady_clock::now();
    std::unique_ptr<Model> model = openModel(path.toStdString(), options);
    if (!model)
        return nullptr;
    auto session = std::make_unique<InferenceSession>(model->config, std::move(model->weights));
    auto opened = std::make_shared<OpenedModel>();
    opened->config = model->config;
    opened->tokenizer = model->tokenizer;
    opened->path = path;
    opened->source = source;
    opened->weightBytes = session->weightBytes();
    for (const std::string &warning : model->warnings)
        opened->warnings.append(QString::fromStdString(warning));
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    opened->loadMilliseconds = took.count();
    m_baselineLoss.reset();
    m_provenTokens = 0;
    m_session = std::move(session);
    m_model = opened;
    return opened;
}

std::optional<ComputedTokens> ComputeThread::Worker::tokensOf(const ComputeRequest &request,
                                                              const std::stop_token &stop) const
{
    if (!request.longText || !m_model->tokenizer)
        return cutToMemory({request.tokens, 0}, m_model->config, logitScope(m_model->config.output),
                           m_provenTokens);
    auto tokens = m_model->tokenizer->encode(toValidUtf8(request.longText->toStdString()), {}, stop);
    if (stop.stop_requested())
        return std::nullopt;
    return cutToMemory(cutToPositions(std::move(tokens), m_model->config.positions), m_model->config,
                       logitScope(m_model->config.output), m_provenTokens);
}

std::optional<Comparison> ComputeThread::Worker::compare(const ComputeRequest &request,
                                                         const std::stop_token &stop,
                                                         const std::function<void(double)> &progress)
{
    const int runs = request.interventions.empty() ? 1 : 2;
    int finishedRuns = 0;
    const auto layerDone = [&](int layers) {
        progress((finishedRuns + static_cast<double>(layers) / m_model->config.layers) / runs);
    };
    RunRequest run{sequenceOf(request.tokens),
                   {},
                   logitScope(m_model->config.output),
                   outputPositions(*m_model, request)};
    Comparison comparison;
    comparison.baseline = m_session->run(run, stop, layerDone);
    finishedRuns = 1;
    run.interventions = request.interventions;
    comparison.now =
        runs == 1 || !comparison.baseline ? comparison.baseline : m_session->run(run, stop, layerDone);
    if (!comparison.baseline || !comparison.now)
        return std::nullopt;
    m_provenTokens = std::max(m_provenTokens, request.tokens.size());
    return comparison;
}

std::optional<double> ComputeThread::Worker::baselineLoss(const RunResult &baseline,
                                                          const std::stop_token &stop)
{
    if (m_baselineLoss && m_lossTokens == baseline.tokens)
        return m_baselineLoss;
    m_baselineLoss = m_session->meanLoss(baseline, stop);
    m_lossTokens = baseline.tokens;
    return m_baselineLoss;
}

ComputeThread::ComputeThread(QObject *parent)
    : QObject(parent)
    , m_worker(std::make_unique<Worker>())
{
    m_worker->moveToThread(&m_thread);
    m_thread.setObjectName(QStringLiteral("compute"));
    m_thread.start();
    post([this] {
        setpriority(PRIO_PROCESS, 0, kNiceness); // on Linux: of this thread alone
        deliver([this] { finishOne(); });
    });
}

ComputeThread::~ComputeThread()
{
    m_openStop.request_stop();
    m_runStop.request_stop();
    m_scoreStop.request_stop();
    m_patternStop.request_stop();
    m_thread.quit();
    m_thread.wait();
}

template <typename Job>
void ComputeThread::post(Job job)
{
    if (m_pending++ == 0)
        emit busyChanged(true);
    QMetaObject::invokeMethod(m_worker.get(), std::move(job), Qt::QueuedConnection);
}

template <typename Delivery>
void ComputeThread::deliver(Delivery delivery)
{
    QMetaObject::invokeMethod(this, std::move(delivery), Qt::QueuedConnection);
}

/// Delivers unless a newer request has overtaken this one by then.
template <typename Delivery>
void ComputeThread::ifNewest(quint64 revision, Delivery delivery)
{
    deliver([this, revision, delivery] {
        if (revision == m_revision)
            delivery();
    });
}

void ComputeThread::finishOne()
{
    if (--m_pending == 0)
        emit busyChanged(false);
}

void ComputeThread::open(const QString &path, const QString &source)
{
    m_openStop.request_stop();
    m_openStop = {};
    stopScoring();
    OpenOptions options;
    options.stop = m_openStop.get_token();
    options.progress = [this](double share) { deliver([this, share] { emit progressChanged(share); }); };
    post([this, path, source, options] {
        std::shared_ptr<const OpenedModel> model;
        QString reason;
        try {
            model = options.stop.stop_requested() ? nullptr : m_worker->open(path, source, options);
        } catch (const std::bad_alloc &) {
            reason = tr("%1: there is not enough memory for this model.").arg(path);
        } catch (const std::exception &error) {
            reason = failureText(error);
        }
        deliver([this, model, reason] {
            finishOne();
            if (!reason.isEmpty())
                emit failed(reason);
            else if (model)
                emit opened(model);
            else
                emit stopped();
        });
    });
}

void ComputeThread::compute(const ComputeRequest &request)
{
    m_runStop.request_stop();
    m_runStop = {};
    m_patternStop.request_stop();
    stopScoring();
    const quint64 revision = ++m_revision;
    post([this, request, revision, stop = m_runStop.get_token()] {
        try {
            work(request, revision, stop);
        } catch (const std::bad_alloc &) {
            ifNewest(revision, [this] { emit failed(tr("There is not enough memory for this run.")); });
        } catch (const std::exception &error) {
            ifNewest(revision, [this, reason = failureText(error)] { emit failed(reason); });
        }
        deliver([this] { finishOne(); });
    });
}

void ComputeThread::work(ComputeRequest request, quint64 revision, const std::stop_token &stop)
{
    if (stop.stop_requested() || !m_worker->hasModel())
        return;
    const auto tokens = m_worker->tokensOf(request, stop);
    if (!tokens)
        return;
    request.tokens = tokens->tokens;
    const auto comparison = m_worker->compare(request, stop, [this, revision](double share) {
        ifNewest(revision, [this, share] { emit progressChanged(share); });
    });
    if (!comparison)
        return;
    ifNewest(revision, [this, tokens, comparison] { emit computed(*tokens, *comparison); });
    // At lower priority: a newer request stops this token, and the loss is not computed to its end.
    const auto baseline = m_worker->baselineLoss(*comparison->baseline, stop);
    const auto now =
        request.interventions.empty() ? baseline : m_worker->session().meanLoss(*comparison->now, stop);
    if (!stop.stop_requested())
        ifNewest(revision, [this, now, baseline] { emit lossComputed(now, baseline); });
}

void ComputeThread::score(const ScoreRequest &request, const std::vector<std::vector<double>> &known)
{
    stopScoring();
    m_scoreStop = {};
    const quint64 revision = m_scoreRevision;
    post([this, request, known, revision, stop = m_scoreStop.get_token()] {
        try {
            workOnScores(request, known, revision, stop);
        } catch (const std::exception &error) {
            deliver([this, revision, reason = QString::fromUtf8(error.what())] {
                if (revision == m_scoreRevision)
                    emit scoringFailed(reason);
            });
        }
        deliver([this] { finishOne(); });
    });
}

void ComputeThread::workOnScores(const ScoreRequest &request, const std::vector<std::vector<double>> &known,
                                 quint64 revision, const std::stop_token &stop)
{
    if (stop.stop_requested() || !m_worker->hasModel())
        return;
    const auto publish = [this, revision](const HeadScores &scores, bool complete) {
        deliver([this, revision, scores, complete] {
            if (revision != m_scoreRevision)
                return;
            const auto done =
                std::ranges::count_if(scores.values, [](const auto &row) { return !row.empty(); });
            emit progressChanged(static_cast<double>(done) /
                                 static_cast<double>(std::max<std::size_t>(scores.values.size(), 1)));
            emit scored(scores, complete);
        });
    };
    const auto scores = scoreHeads(
        m_worker->session(), request, stop, [&](const HeadScores &soFar) { publish(soFar, false); }, known);
    if (scores)
        publish(*scores, true);
}

void ComputeThread::computePattern(const std::shared_ptr<const RunResult> &result, const HeadId &head)
{
    m_patternStop.request_stop();
    m_patternStop = {};
    m_scoreStop
        .request_stop(); // whoever waits for a picture goes first; the session asks for the scores again
    post([this, result, head, stop = m_patternStop.get_token()] {
        HeadPattern pattern;
        QString reason;
        try {
            if (!stop.stop_requested() && m_worker->hasModel())
                pattern = m_worker->session().pattern(*result, head, stop);
        } catch (const std::bad_alloc &) {
            reason = tr("There is not enough memory for this pattern.");
        } catch (const std::exception &error) {
            reason = QString::fromUtf8(error.what());
        }
        deliver([this, result, head, pattern, reason, stop] {
            finishOne();
            if (!reason.isEmpty())
                emit failed(reason);
            else if (!stop.stop_requested())
                emit patternComputed(result, head, pattern);
        });
    });
}

void ComputeThread::stopScoring()
{
    m_scoreStop.request_stop();
    ++m_scoreRevision;
}

void ComputeThread::forget()
{
    stopScoring();
    m_runStop.request_stop();
    ++m_revision;
}

void ComputeThread::cancel()
{
    m_openStop.request_stop();
    m_runStop.request_stop();
    m_scoreStop.request_stop();
}

} // namespace headscope
