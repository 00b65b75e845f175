#include "ui/session/compute_thread.h"

#include "core/inference/score_heads.h"
#include "ui/session/compute_worker.h"
#include "ui/style/failure_text.h"

#include <QMetaObject>

#include <algorithm>
#include <sys/resource.h>

namespace headscope {

namespace {

constexpr int kNiceness = 10; ///< the window's thread goes first: cuts its jitter by a third

} // namespace

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
    post([this, path, source, options, budget = m_patternBudget] {
        std::shared_ptr<const OpenedModel> model;
        QString reason;
        try {
            model = options.stop.stop_requested() ? nullptr : m_worker->open(path, source, options);
            if (model)
                m_worker->session().setPatternBudget(budget);
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
    auto tokens = m_worker->tokensOf(request, stop);
    if (!tokens)
        return;
    request.tokens = tokens->tokens;
    auto decoder = m_worker->decoderTokensOf(request, stop);
    if (!decoder)
        return;
    tokens->decoder = std::move(*decoder);
    const auto comparison = m_worker->compare(request, tokens->decoder, stop, [this, revision](double share) {
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
    if (tokens->decoder.empty() || stop.stop_requested())
        return;
    if (const auto texts = m_worker->write(request, stop))
        ifNewest(revision, [this, texts] { emit written(*texts); });
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
            emit patternComputed(result, head, stop.stop_requested() ? HeadPattern() : pattern);
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
    m_patternStop.request_stop();
}

void ComputeThread::setPatternBudget(std::size_t bytes)
{
    m_patternBudget = bytes;
}

} // namespace headscope
