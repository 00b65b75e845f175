#include "core/formats/write_file.h"

#include "core/message/message.h"

#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <stdexcept>
#include <string>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace headscope {

namespace {

namespace fs = std::filesystem;

/// The file under its temporary name; removes it unless it got its own.
class TemporaryFile {
public:
    explicit TemporaryFile(const fs::path &file)
        : m_file(file)
    {
        static std::atomic<unsigned> counter = 0;
        constexpr int kTries = 100;
        for (int i = 0; i < kTries && m_descriptor < 0; ++i) {
            m_temporary = file;
            m_temporary.replace_filename("." + file.filename().string() + "." + std::to_string(::getpid()) +
                                         "-" + std::to_string(counter++));
            m_descriptor = ::open(m_temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
            if (m_descriptor < 0 && errno != EEXIST)
                break;
        }
        if (m_descriptor < 0)
            fail();
    }
    ~TemporaryFile()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
        if (!m_isDone)
            ::unlink(m_temporary.c_str());
    }
    TemporaryFile(const TemporaryFile &) = delete;
    TemporaryFile &operator=(const TemporaryFile &) = delete;

    void append(std::span<const std::byte> bytes)
    {
        while (!bytes.empty()) {
            const ssize_t count = ::write(m_descriptor, bytes.data(), bytes.size());
            if (count < 0 && errno != EINTR)
                fail();
            if (count > 0)
                bytes = bytes.subspan(static_cast<std::size_t>(count));
        }
    }

    void takeName()
    {
        if (::fsync(m_descriptor) != 0)
            fail();
        if (::close(std::exchange(m_descriptor, -1)) != 0)
            fail();
        if (::rename(m_temporary.c_str(), m_file.c_str()) != 0)
            fail();
        m_isDone = true;
        syncFolder();
    }

private:
    /// The new name survives a power cut only when its folder is written too.
    void syncFolder() const
    {
        const fs::path folder = m_file.has_parent_path() ? m_file.parent_path() : fs::path(".");
        const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (descriptor < 0)
            return;
        ::fsync(descriptor); // some file systems refuse; the file itself is complete all the same
        ::close(descriptor);
    }

    [[noreturn]] void fail() const
    {
        throw Said<std::runtime_error>(sentence("core", "%1 cannot be written: %2")
                                           .with(m_file.string(), std::generic_category().message(errno)));
    }

    fs::path m_file;
    fs::path m_temporary;
    int m_descriptor = -1;
    bool m_isDone = false;
};

/// Where to write: a link's target rather than the link, and only a regular file may be replaced.
fs::path destinationOf(const fs::path &file)
{
    std::error_code ignored;
    const fs::path destination = fs::is_symlink(file, ignored) ? fs::weakly_canonical(file, ignored) : file;
    const fs::file_status status = fs::status(destination, ignored);
    if (destination.filename().empty() || (fs::exists(status) && !fs::is_regular_file(status)))
        throw Said<std::runtime_error>(
            sentence("core", "%1 cannot be written: expected a regular file, found a folder or a device")
                .with(file.string()));
    return destination;
}

} // namespace

void writeWhole(const fs::path &file, const std::function<void(const AppendBytes &)> &write)
{
    TemporaryFile temporary(destinationOf(file));
    write([&temporary](std::span<const std::byte> bytes) { temporary.append(bytes); });
    temporary.takeName();
}

void writeWhole(const fs::path &file, std::span<const std::byte> bytes)
{
    writeWhole(file, [bytes](const AppendBytes &append) { append(bytes); });
}

} // namespace headscope
