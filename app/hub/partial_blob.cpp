#include "app/hub/partial_blob.h"

#include "app/web/fetch_failure.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>
#include <vector>

namespace headscope {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kChunk = 1U << 20U;
constexpr std::size_t kSha256Digits = 64;

bool isFull(int error)
{
    return error == ENOSPC || error == EDQUOT || error == EFBIG;
}

QByteArrayView view(std::span<const std::byte> bytes)
{
    return {bytes.data(), static_cast<qsizetype>(bytes.size())};
}

void syncFolder(const fs::path &folder)
{
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    ::fsync(descriptor); // some file systems refuse; the file itself is complete all the same
    ::close(descriptor);
}

} // namespace

PartialBlob::PartialBlob(fs::path file, BlobId id)
    : m_file(std::move(file))
    , m_id(std::move(id))
    , m_own(m_id.hash.size() == kSha256Digits ? QCryptographicHash::Sha256 : QCryptographicHash::Sha1)
    , m_sha256(QCryptographicHash::Sha256)
{
    m_descriptor = ::open(m_file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
    struct stat status {};
    if (m_descriptor < 0 || ::fstat(m_descriptor, &status) != 0)
        fail(errno);
    if (!S_ISREG(status.st_mode))
        fail(EINVAL);
    resetHashes();
    if (status.st_size > m_id.bytes)
        restart();
    else
        readBeginning();
}

PartialBlob::~PartialBlob()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

void PartialBlob::append(std::span<const std::byte> bytes)
{
    if (static_cast<std::int64_t>(bytes.size()) > m_id.bytes - m_bytes) {
        discard();
        throw FetchFailure(FetchText::tr("expected %1 bytes, and more than that arrived").arg(m_id.bytes));
    }
    addToHashes(bytes);
    while (!bytes.empty()) {
        const ssize_t count = ::write(m_descriptor, bytes.data(), bytes.size());
        if (count < 0 && errno != EINTR)
            fail(errno);
        if (count > 0) {
            bytes = bytes.subspan(static_cast<std::size_t>(count));
            m_bytes += count;
        }
    }
}

void PartialBlob::restart()
{
    if (::ftruncate(m_descriptor, 0) != 0 || ::lseek(m_descriptor, 0, SEEK_SET) != 0)
        fail(errno);
    m_bytes = 0;
    resetHashes();
}

bool PartialBlob::isRight() const
{
    const bool isHubs = m_own.result().toHex().toStdString() == m_id.hash;
    return isHubs &&
           (m_id.pinnedSha256.empty() || m_sha256.result().toHex().toStdString() == m_id.pinnedSha256);
}

void PartialBlob::takeName(const fs::path &name)
{
    if (::fsync(m_descriptor) != 0)
        fail(errno);
    if (::close(std::exchange(m_descriptor, -1)) != 0)
        fail(errno);
    if (::rename(m_file.c_str(), name.c_str()) != 0)
        fail(errno);
    syncFolder(name.parent_path());
}

void PartialBlob::discard()
{
    if (m_descriptor >= 0)
        ::close(std::exchange(m_descriptor, -1));
    ::unlink(m_file.c_str());
}

/// A full disk harms everything else on the machine: the part is given back.
void PartialBlob::fail(int error)
{
    const QString folder = QString::fromStdString(m_file.parent_path().string());
    if (isFull(error)) {
        discard();
        throw FetchFailure(
            FetchText::tr("there is no space left in %1; nothing of this file was kept").arg(folder));
    }
    throw FetchFailure(FetchText::tr("%1 cannot be written: %2")
                           .arg(QString::fromStdString(m_file.string()),
                                QString::fromStdString(std::generic_category().message(error))));
}

void PartialBlob::readBeginning()
{
    std::vector<std::byte> chunk(kChunk);
    for (;;) {
        const ssize_t count = ::read(m_descriptor, chunk.data(), chunk.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            fail(errno);
        if (count == 0)
            return;
        addToHashes(std::span(chunk).first(static_cast<std::size_t>(count)));
        m_bytes += count;
    }
}

void PartialBlob::resetHashes()
{
    m_own.reset();
    m_sha256.reset();
    if (m_id.hash.size() != kSha256Digits) { // git hashes a header before the bytes
        m_own.addData("blob " + QByteArray::number(static_cast<qlonglong>(m_id.bytes)));
        m_own.addData(QByteArrayView("\0", 1));
    }
}

void PartialBlob::addToHashes(std::span<const std::byte> bytes)
{
    m_own.addData(view(bytes));
    if (!m_id.pinnedSha256.empty())
        m_sha256.addData(view(bytes));
}

} // namespace headscope
