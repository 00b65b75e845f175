#pragma once

#include <QCryptographicHash>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

namespace headscope {

/// What is known beforehand of a file's bytes.
struct BlobId {
    std::string hash; ///< the Hub's: SHA-256 (64 digits), or git's SHA-1 of a blob (40 digits)
    std::int64_t bytes = 0;
    std::string pinnedSha256; ///< ours, when we know one
};

/// A file on its way into the cache: `<hash>.incomplete`, whose beginning may be there from an earlier try.
/// It is whole and right when it takes its name, or it does not take it.
class PartialBlob {
public:
    /// Opens or makes it, and reads what is already there. Throws FetchFailure when it cannot be written.
    PartialBlob(std::filesystem::path file, BlobId id);
    ~PartialBlob();
    PartialBlob(const PartialBlob &) = delete;
    PartialBlob &operator=(const PartialBlob &) = delete;

    [[nodiscard]] std::int64_t bytes() const { return m_bytes; }
    [[nodiscard]] bool isComplete() const { return m_bytes == m_id.bytes; }

    /// Throws FetchFailure when the disk is full (what was written is given back) or the file grows too long.
    void append(std::span<const std::byte> bytes);
    /// Forgets everything written.
    void restart();
    /// True when the hashes agree.
    [[nodiscard]] bool isRight() const;
    /// Syncs, closes and renames. Throws FetchFailure.
    void takeName(const std::filesystem::path &name);
    /// Closes and removes it.
    void discard();

private:
    [[noreturn]] void fail(int error);
    void readBeginning();
    void resetHashes();
    void addToHashes(std::span<const std::byte> bytes);

    std::filesystem::path m_file;
    BlobId m_id;
    int m_descriptor = -1;
    std::int64_t m_bytes = 0;
    QCryptographicHash m_own;    ///< of the Hub's kind
    QCryptographicHash m_sha256; ///< for the pinned one
};

} // namespace headscope
