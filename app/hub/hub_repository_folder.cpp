#include "app/hub/hub_repository_folder.h"

#include "app/hub/hub_id.h"
#include "app/web/fetch_failure.h"
#include "core/formats/write_file.h"

#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <span>
#include <sys/file.h>
#include <system_error>
#include <unistd.h>

namespace headscope {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void refuse(const fs::path &path, const std::error_code &error)
{
    throw FetchFailure(
        FetchText::tr("%1 cannot be written: %2")
            .arg(QString::fromStdString(path.string()), QString::fromStdString(error.message())));
}

void makeFolder(const fs::path &folder)
{
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        refuse(folder, error);
}

void writeText(const fs::path &file, const std::string &text)
{
    try {
        writeWhole(file, std::as_bytes(std::span(text)));
    } catch (const std::runtime_error &failure) {
        throw FetchFailure(QString::fromUtf8(failure.what()));
    }
}

/// Tells backup programs to leave the cache out (bford.info/cachedir).
void tagCache(const fs::path &cache)
{
    std::error_code error;
    if (!fs::exists(cache / "CACHEDIR.TAG", error))
        writeText(cache / "CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n"
                                          "# This folder is a cache of models of the Hugging Face Hub.\n");
}

/// From the folder of a snapshot's file back to the blob.
fs::path relativeBlob(const std::string &name, const std::string &hash)
{
    fs::path path = "../..";
    for (const char letter : name)
        if (letter == '/')
            path /= "..";
    return path / "blobs" / hash;
}

} // namespace

std::string hubFolderName(const std::string &repository)
{
    std::string name = "models--";
    for (const char letter : repository)
        name += letter == '/' ? std::string("--") : std::string(1, letter);
    return name;
}

HubRepositoryFolder::HubRepositoryFolder(fs::path cache, const std::string &repository)
    : m_cache(std::move(cache))
    , m_name(hubFolderName(repository))
{
}

fs::path HubRepositoryFolder::blob(const std::string &hash) const
{
    return m_cache / m_name / "blobs" / hash;
}

fs::path HubRepositoryFolder::snapshot(const std::string &commit) const
{
    return m_cache / m_name / "snapshots" / commit;
}

fs::path HubRepositoryFolder::lock(const std::string &hash) const
{
    return m_cache / ".locks" / m_name / (hash + ".lock");
}

std::string HubRepositoryFolder::commitOf(const std::string &revision) const
{
    std::string commit;
    std::ifstream(m_cache / m_name / "refs" / revision) >> commit;
    return isCommit(commit) ? commit : std::string();
}

void HubRepositoryFolder::make() const
{
    for (const char *folder : {"blobs", "snapshots", "refs"})
        makeFolder(m_cache / m_name / folder);
    makeFolder(m_cache / ".locks" / m_name);
    tagCache(m_cache);
}

void HubRepositoryFolder::link(const std::string &commit, const std::string &name,
                               const std::string &hash) const
{
    const fs::path link = snapshot(commit) / name;
    makeFolder(link.parent_path());
    std::error_code error;
    if (fs::equivalent(link, blob(hash), error))
        return;
    fs::remove(link, error);
    fs::create_symlink(relativeBlob(name, hash), link, error);
    if (error) // a file system without links: the Hub's library moves the bytes there, too
        fs::rename(blob(hash), link, error);
    if (error)
        refuse(link, error);
}

void HubRepositoryFolder::remember(const std::string &revision, const std::string &commit) const
{
    if (revision == commit || commitOf(revision) == commit)
        return;
    const fs::path file = m_cache / m_name / "refs" / revision;
    makeFolder(file.parent_path());
    writeText(file, commit);
}

bool isWholeFile(const fs::path &file, std::int64_t bytes)
{
    std::error_code error;
    return fs::is_regular_file(file, error) &&
           (bytes < 0 || static_cast<std::int64_t>(fs::file_size(file, error)) == bytes);
}

std::int64_t freeBytesAt(fs::path folder)
{
    std::error_code error;
    folder = fs::absolute(folder, error);
    while (!fs::exists(folder, error) && folder.has_relative_path())
        folder = folder.parent_path();
    const fs::space_info space = fs::space(folder, error);
    return error ? -1 : static_cast<std::int64_t>(space.available);
}

FileLock::FileLock(const fs::path &file)
    : m_descriptor(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666))
{
}

FileLock::~FileLock()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

bool FileLock::tryLock()
{
    return m_descriptor < 0 || ::flock(m_descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK;
}

} // namespace headscope
