#include "app/window/fetch_task.h"
#include "app/window/main_window.h"
#include "app/window/notice_bar.h"
#include "core/inference/inference_session.h"
#include "ui/style/number_text.h"
#include "ui/style/token_text.h"
#include "ui/views/stale_veil.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>

#include <utility>

namespace headscope {

namespace {

constexpr int kBusyShownAfter = 300; ///< milliseconds: shorter work shows no progress

} // namespace

/// Everything that takes time, and what stops it.
void MainWindow::listenToWork()
{
    connect(m_fetch, &FetchTask::progressChanged, this, [this](const QString &step, double share) {
        m_progress->setVisible(true);
        m_cancel->setVisible(true);
        m_progress->setValue(static_cast<int>(100 * share));
        m_status->setText(step);
    });
    connect(m_fetch, &FetchTask::fetched, this, [this](const QString &name, const QString &notes) {
        takeBusy(m_session.isBusy());
        takeFetched(name, notes);
    });
    connect(m_fetch, &FetchTask::stopped, this, [this] {
        takeBusy(m_session.isBusy());
        m_status->setText(tr("The download was stopped."));
    });
    connect(m_fetch, &FetchTask::failed, this, [this](const QString &reason) {
        takeBusy(m_session.isBusy());
        say(reason);
    });
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_fetch->cancel();
        m_isCancelled = m_session.isBusy();
        m_opensAnother = false;
        m_session.cancel();
    });
    const auto isAskedAnew = [this] {
        m_isRunStopped = false;
        m_notice->say(NoticeOf::Stopped, {});
    };
    connect(&m_session, &AnalysisSession::textChanged, this, isAskedAnew);
    connect(&m_session, &AnalysisSession::interventionsChanged, this, isAskedAnew);
    connect(&m_session, &AnalysisSession::decoderChoiceChanged, this, isAskedAnew);
    connect(m_staleVeil, &StaleVeil::raised, this, &MainWindow::takeResult);
    m_busySoon->setSingleShot(true);
    m_busySoon->setInterval(kBusyShownAfter);
    connect(m_busySoon, &QTimer::timeout, this, [this] {
        m_progress->setVisible(m_session.isBusy());
        m_cancel->setVisible(m_session.isBusy());
    });
}

/// Which patterns are kept.
QString MainWindow::recordedText(const RunResult &result)
{
    if (!result.keepsPatterns())
        return tr("patterns on demand: %n at hand", nullptr, static_cast<int>(result.computedAgain.size()));
    std::size_t recorded = 0;
    for (const Stack stack : {Stack::Encoder, Stack::Decoder, Stack::Cross})
        for (const auto &pattern : result.patternsOf(stack))
            recorded += pattern ? static_cast<std::size_t>(pattern->size()) * sizeof(float) : 0;
    return tr("recorded %1").arg(byteSizeText(recorded));
}

void MainWindow::takeResult()
{
    const auto result = m_session.shown();
    m_undo->setEnabled(m_session.undoStack().canUndo());
    m_redo->setEnabled(m_session.undoStack().canRedo());
    if (m_session.shownLag() == ShownLag::None)
        m_notice->say(NoticeOf::Stopped, {});
    if (const QString lag = lagText(); !lag.isEmpty())
        return m_status->setText(lag);
    if (!result || !m_session.model()) {
        m_status->setText(m_session.model() && m_session.tokens().empty() && !m_session.isBusy()
                              ? tr("The text gives no tokens: type something.")
                              : QString());
        return;
    }
    QStringList words{
        millisecondsText(result->milliseconds), computedLayers(*result), recordedText(*result),
        tr("%1, %n thread(s)", nullptr, engineThreads()).arg(QString::fromStdString(engineName())),
        tr("float32")};
    if (m_session.isUndoAnew())
        words << tr("undo begins anew with this model");
    m_status->setText(words.join(QStringLiteral(" · ")));
}

QString MainWindow::computedLayers(const RunResult &result) const
{
    const StackDepths depths = m_session.model()->config.depths();
    const int first = result.firstComputedLayer;
    if (first >= depths.all())
        return tr("no layer computed again");
    if (depths.decoder == 0)
        return tr("layers %1–%2 computed").arg(first).arg(depths.encoder - 1);
    if (first >= depths.encoder)
        return tr("decoder layers %1–%2 computed").arg(first - depths.encoder).arg(depths.decoder - 1);
    return tr("encoder layers %1–%2 and the decoder computed").arg(first).arg(depths.encoder - 1);
}

void MainWindow::takeBusy(bool busy)
{
    showStartOrWork();
    if (busy) {
        m_busySoon->start();
        return;
    }
    m_busySoon->stop();
    m_progress->setVisible(m_fetch->isRunning());
    m_cancel->setVisible(m_fetch->isRunning());
    const bool isCancelled = std::exchange(m_isCancelled, false);
    const bool isMissing = m_session.model() && !m_session.shown() && !m_session.tokens().empty();
    const bool stops = (isMissing || m_session.shownLag() != ShownLag::None) && !m_isRunStopped;
    if (stops) {
        m_isRunStopped = true;
        if (isCancelled)
            offerRun();
    }
    if (std::exchange(m_isOpening, false) || stops)
        takeResult();
}

/// The picture is not what the window asks for: said, and how to get it.
void MainWindow::offerRun()
{
    const QString sentence = m_session.shown() ? tr("The run was stopped: the picture shows what was before.")
                                               : tr("The run was stopped: there is no picture yet.");
    const auto compute = [this] {
        m_isRunStopped = false;
        m_session.computeAgain();
        takeResult();
    };
    m_notice->say(NoticeOf::Stopped, sentence, {tr("Compute"), compute});
}

/// Why the picture is not the one that is asked for; empty when it is, or will be in a moment.
QString MainWindow::lagText() const
{
    const ShownLag lag = m_session.shownLag();
    if (!m_session.shown() && m_isRunStopped && !m_session.tokens().empty())
        return tr("stopped: nothing is computed yet");
    if (lag == ShownLag::None)
        return {};
    if (m_isRunStopped)
        return lag == ShownLag::Text ? tr("stopped: the picture shows the previous text")
                                     : tr("stopped: the picture shows the previous run");
    return m_staleVeil->isVisible() ? tr("computing: the picture shows the previous text") : QString();
}

} // namespace headscope
