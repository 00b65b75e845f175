#include "core/formats/write_file.h"

#include "core/message/system_error.h"

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

/// The file before it has its name: without any, so that nothing stays when the program is killed, or under a
/// temporary one where the file system has no files without names.
class TemporaryFile {
public:
    explicit TemporaryFile(const fs::path &file)
        : m_file(file)
        , m_descriptor(::open(folder().c_str(), O_WRONLY | O_TMPFILE | O_CLOEXEC, 0666))
    {
        if (m_descriptor >= 0)
            return;
        tryNames([this](const char *name) {
            m_descriptor = ::open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
            return m_descriptor >= 0;
        });
    }
    ~TemporaryFile()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
        if (!m_temporary.empty())
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
        if (m_temporary.empty()) // a link cannot replace a file, a new name can
            tryNames([this](const char *name) {
                const std::string opened = "/proc/self/fd/" + std::to_string(m_descriptor);
                return ::linkat(AT_FDCWD, opened.c_str(), AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0;
            });
        if (::close(std::exchange(m_descriptor, -1)) != 0)
            fail();
        if (::rename(m_temporary.c_str(), m_file.c_str()) != 0)
            fail();
        m_temporary.clear();
        syncFolder();
    }

private:
    [[nodiscard]] fs::path folder() const
    {
        return m_file.has_parent_path() ? m_file.parent_path() : fs::path(".");
    }

    /// Names beside the file, until `make` has made one or fails for another reason than that it is there.
    void tryNames(const std::function<bool(const char *)> &make)
    {
        static std::atomic<unsigned> counter = 0;
        constexpr int kTries = 100;
        fs::path name = m_file;
        for (int i = 0; i < kTries; ++i) {
            name.replace_filename("." + m_file.filename().string() + "." + std::to_string(::getpid()) + "-" +
                                  std::to_string(counter++));
            if (make(name.c_str())) {
                m_temporary = name;
                return;
            }
            if (errno != EEXIST)
                break;
        }
        fail();
    }

    /// The new name survives a power cut only when its folder is written too.
    void syncFolder() const
    {
        const int descriptor = ::open(folder().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (descriptor < 0)
            return;
        ::fsync(descriptor); // some file systems refuse; the file itself is complete all the same
        ::close(descriptor);
    }

    [[noreturn]] void fail() const
    {
        throw Said<std::runtime_error>(
            sentence("core", "%1 cannot be written: %2").with(m_file.string(), systemError(errno)));
    }

    fs::path m_file;
    fs::path m_temporary; ///< the name it has so far; empty when it has none
    int m_descriptor = -1;
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
