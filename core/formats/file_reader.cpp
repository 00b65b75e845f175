#include "core/formats/file_reader.h"

#include "core/formats/load_error.h"
#include "core/message/system_error.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace headscope {

namespace {

constexpr std::size_t kLongestRead = 1U << 30U; // Linux reads at most 2 GiB at once

Message lastError()
{
    return systemError(errno);
}

} // namespace

FileReader::FileReader(std::filesystem::path file)
    : m_path(std::move(file))
{
    // O_NONBLOCK: opening a pipe without a writer would wait for ever.
    m_descriptor = ::open(m_path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (m_descriptor < 0)
        throw LoadError(sentence("core", "%1 cannot be opened: %2").with(m_path.string(), lastError()));
    struct stat status = {};
    if (::fstat(m_descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        ::close(m_descriptor);
        throw LoadError(
            S_ISDIR(status.st_mode)
                ? sentence("core", "%1: expected a regular file, found a folder").with(m_path.string())
                : sentence("core", "%1: expected a regular file, found a device or a pipe")
                      .with(m_path.string()));
    }
    m_size = static_cast<std::uint64_t>(status.st_size);
    m_modified = status.st_mtim;
}

FileReader::~FileReader()
{
    ::close(m_descriptor);
}

void FileReader::read(std::uint64_t offset, std::span<std::byte> destination) const
{
    if (offset > m_size || destination.size() > m_size - offset)
        refuse(sentence("core", "expected %1 bytes at %2, found the file's end at %3")
                   .with(destination.size(), offset, m_size));
    while (!destination.empty()) {
        const ssize_t count = ::pread(m_descriptor, destination.data(),
                                      std::min(destination.size(), kLongestRead), static_cast<off_t>(offset));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            refuse(sentence("core", "reading failed: %1").with(lastError()));
        if (count == 0)
            refuse(sentence("core", "the file became shorter while it was read"));
        destination = destination.subspan(static_cast<std::size_t>(count));
        offset += static_cast<std::uint64_t>(count);
    }
    checkUnchanged();
}

void FileReader::refuse(const Message &found) const
{
    throw LoadError(sentence("core", "%1: %2").with(m_path.filename().string(), found));
}

void FileReader::checkUnchanged() const
{
    struct stat status = {};
    if (::fstat(m_descriptor, &status) != 0)
        refuse(sentence("core", "reading failed: %1").with(lastError()));
    if (static_cast<std::uint64_t>(status.st_size) != m_size)
        refuse(sentence("core",
                        "expected the %1 bytes found at first, found %2: the file changed while it was open")
                   .with(m_size, status.st_size));
    if (status.st_mtim.tv_sec != m_modified.tv_sec || status.st_mtim.tv_nsec != m_modified.tv_nsec)
        refuse(sentence("core", "the file changed while it was open"));
}

} // namespace headscope
