#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace headscope {

/// `models--owner--name` in the Hub cache, in the layout that every tool of the Hub shares: the bytes below
/// `blobs` under their hashes, each commit's files below `snapshots` as relative links, branches and tags as
/// small files below `refs`.
class HubRepositoryFolder {
public:
    /// `repository` is `owner/name`. Nothing is made yet.
    HubRepositoryFolder(std::filesystem::path cache, const std::string &repository);

    [[nodiscard]] std::filesystem::path blob(const std::string &hash) const;
    [[nodiscard]] std::filesystem::path snapshot(const std::string &commit) const;
    /// The file that serialises writers of one blob, where the Hub's library has it too.
    [[nodiscard]] std::filesystem::path lock(const std::string &hash) const;
    /// The commit that a branch or tag stood for when it was last fetched; empty when it was not.
    [[nodiscard]] std::string commitOf(const std::string &revision) const;

    /// Makes the folders. Throws FetchFailure.
    void make() const;
    /// Lets a snapshot's file stand for a blob. Throws FetchFailure.
    void link(const std::string &commit, const std::string &name, const std::string &hash) const;
    /// Remembers what a branch or tag stands for. Throws FetchFailure.
    void remember(const std::string &revision, const std::string &commit) const;

private:
    std::filesystem::path m_cache;
    std::string m_name; ///< of the folder
};

/// `owner/name` as the cache spells it: `models--owner--name`.
[[nodiscard]] std::string hubFolderName(const std::string &repository);

/// True when the file is there, with that size where one is known (not -1).
[[nodiscard]] bool isWholeFile(const std::filesystem::path &file, std::int64_t bytes);

/// What the file system has free for a folder that need not exist yet; -1 when it does not say.
[[nodiscard]] std::int64_t freeBytesAt(std::filesystem::path folder);

/// Holds a lock file while it lives; other processes wait, without end, until `tryLock` succeeds.
class FileLock {
public:
    explicit FileLock(const std::filesystem::path &file);
    ~FileLock();
    FileLock(const FileLock &) = delete;
    FileLock &operator=(const FileLock &) = delete;

    /// False while another process has it. True when locks do not work here at all.
    [[nodiscard]] bool tryLock();

private:
    int m_descriptor = -1;
};

} // namespace headscope
