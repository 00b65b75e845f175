#pragma once

#include "core/message/message.h"

#include <cstddef>
#include <cstdint>
#include <ctime>
#include <filesystem>
#include <span>
#include <string>

namespace headscope {

/// An open regular file, read by ranges.
///
/// What was opened is checked on the descriptor itself, so that a pipe, a device or a folder can neither
/// block nor be read. A file that changes while it is open is refused by the read that notices.
class FileReader {
public:
    /// Throws LoadError when there is no such regular file. Symbolic links are followed.
    explicit FileReader(std::filesystem::path file);
    ~FileReader();
    FileReader(const FileReader &) = delete;
    FileReader &operator=(const FileReader &) = delete;

    [[nodiscard]] const std::filesystem::path &path() const { return m_path; }
    [[nodiscard]] std::uint64_t size() const { return m_size; }

    /// Fills `destination` with the bytes from `offset` on. May be called from several threads. Throws
    /// LoadError.
    void read(std::uint64_t offset, std::span<std::byte> destination) const;

    /// Throws a LoadError whose sentence begins with the file's name.
    [[noreturn]] void refuse(const Message &found) const;

private:
    void checkUnchanged() const;

    std::filesystem::path m_path;
    int m_descriptor = -1;
    std::uint64_t m_size = 0;
    std::timespec m_modified = {};
};

} // namespace headscope
