#pragma once

#include <QObject>
#include <QString>

#include <thread>

namespace headscope {

/// Brings a gallery model on a thread of its own; signals arrive on the window's thread.
class FetchTask : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    void start(const QString &galleryName);
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_running; }

signals:
    void progressChanged(const QString &step, double share);
    void fetched(const QString &galleryName);
    void failed(const QString &reason);
    void stopped();

private:
    void finish(const QString &name, const QString &path, const QString &reason);

    std::jthread m_thread;
    bool m_running = false;
};

} // namespace headscope
