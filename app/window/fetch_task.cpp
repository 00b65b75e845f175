#include "app/window/fetch_task.h"

#include "app/gallery/fetch_model.h"
#include "ui/style/failure_text.h"

#include <QMetaObject>

namespace headscope {

void FetchTask::start(const QString &name)
{
    if (m_running)
        return;
    m_running = true;
    m_name = name;
    m_share = 0;
    m_notes.clear();
    m_thread = std::jthread([this, name](const std::stop_token &stop) { run(name, stop); });
}

void FetchTask::cancel()
{
    m_thread.request_stop();
}

/// On the fetch's thread: everything it tells goes to the window's.
void FetchTask::run(const QString &name, const std::stop_token &stop)
{
    FetchReport report;
    report.progress = [this](const std::string &step, double share) {
        QMetaObject::invokeMethod(this,
                                  [this, text = QString::fromStdString(step), share] { take(text, share); });
    };
    report.note = [this](const std::string &sentence) {
        QMetaObject::invokeMethod(this,
                                  [this, text = QString::fromStdString(sentence)] { m_notes.append(text); });
    };
    Outcome outcome;
    try {
        outcome.path = QString::fromStdString(fetchModel(name.toStdString(), report, stop).string());
    } catch (const std::exception &error) {
        outcome.reason = failureText(error);
    }
    QMetaObject::invokeMethod(this, [this, name, outcome] { finish(name, outcome); });
}

void FetchTask::take(const QString &step, double share)
{
    if (share >= 0) // a wait does not know how far the whole has come
        m_share = share;
    if (m_running)
        emit progressChanged(step, m_share);
}

void FetchTask::finish(const QString &name, const Outcome &outcome)
{
    m_running = false;
    if (!outcome.reason.isEmpty())
        emit failed(outcome.reason);
    else if (outcome.path.isEmpty())
        emit stopped();
    else
        emit fetched(name, m_notes.join(QLatin1Char('\n')));
}

} // namespace headscope
