#pragma once

#include <QObject>
#include <QString>
#include <QStringList>

#include <stop_token>
#include <thread>

namespace headscope {

/// Brings a model of the gallery or of the Hub on a thread of its own; signals arrive on the window's thread.
class FetchTask : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// `name` is a gallery name or `owner/name[@revision][:file]`. Does nothing while another fetch runs.
    void start(const QString &name);
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_running; }
    /// What is being fetched, or was last.
    [[nodiscard]] const QString &name() const { return m_name; }

signals:
    void progressChanged(const QString &step, double share);
    /// `notes`: what the user should know of how it came; several lines, or none.
    void fetched(const QString &name, const QString &notes);
    void failed(const QString &reason);
    void stopped();

private:
    /// How a fetch ended.
    struct Outcome {
        QString path;   ///< empty: stopped, or failed
        QString reason; ///< of a failure
    };
    void run(const QString &name, const std::stop_token &stop);
    void take(const QString &step, double share);
    void finish(const QString &name, const Outcome &outcome);

    bool m_running = false;
    QString m_name;
    double m_share = 0;
    QStringList m_notes;
    std::jthread m_thread; // last: joined before the rest goes
};

} // namespace headscope
