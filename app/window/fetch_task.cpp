#include "app/window/fetch_task.h"

#include "app/gallery/fetch_model.h"

#include <QMetaObject>

namespace headscope {

void FetchTask::start(const QString &galleryName)
{
    if (m_running)
        return;
    const auto entry = findGalleryEntry(galleryName.toStdString());
    if (!entry)
        return;
    m_running = true;
    m_thread = std::jthread([this, galleryName, entry](const std::stop_token &stop) {
        QString path;
        QString reason;
        try {
            const auto tell = [this](const FetchProgress &progress) {
                QMetaObject::invokeMethod(this,
                                          [this, step = QString::fromStdString(progress.step),
                                           share = progress.share] { emit progressChanged(step, share); });
            };
            path = QString::fromStdString(fetchModel(*entry, tell, stop).string());
        } catch (const std::exception &error) {
            reason = QString::fromUtf8(error.what());
        }
        QMetaObject::invokeMethod(this,
                                  [this, galleryName, path, reason] { finish(galleryName, path, reason); });
    });
}

void FetchTask::cancel()
{
    m_thread.request_stop();
}

void FetchTask::finish(const QString &name, const QString &path, const QString &reason)
{
    m_running = false;
    if (!reason.isEmpty())
        emit failed(reason);
    else if (path.isEmpty())
        emit stopped();
    else
        emit fetched(name);
}

} // namespace headscope
