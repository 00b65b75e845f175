#pragma once

#include "core/formats/file_reader.h"
#include "core/message/message.h"

#include <cstdint>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace headscope {

/// Reads a binary file from its start, value by value, little-endian. What would lie behind the end of the
/// file is refused with a LoadError before anything is reserved for it.
class FileCursor {
public:
    explicit FileCursor(const FileReader &file);

    [[nodiscard]] std::uint64_t position() const { return m_begin + m_used; }
    [[nodiscard]] std::uint64_t remaining() const { return m_file.size() - position(); }

    template <typename T>
    requires std::is_arithmetic_v<T>
    [[nodiscard]] T next()
    {
        T value{};
        take(std::as_writable_bytes(std::span(&value, 1)));
        return value;
    }

    /// A text preceded by its length in eight bytes. `what` names it in the refusal.
    [[nodiscard]] std::string nextText(std::uint64_t longest, const Sentence &what);

    /// Refuses `count` things of at least `leastBytes` each that cannot lie in the rest of the file.
    void checkCount(std::uint64_t count, std::uint64_t leastBytes, const Message &what) const;

    /// Adds to the memory that what was read takes; refuses more than 48 MB beyond the bytes it came from.
    void charge(std::uint64_t bytes);

private:
    void take(std::span<std::byte> destination);

    const FileReader &m_file;
    std::vector<std::byte> m_buffer;
    std::uint64_t m_begin = 0; // of the buffer, in the file
    std::size_t m_used = 0;    // of the buffer
    std::size_t m_filled = 0;
    std::uint64_t m_held = 0;
};

} // namespace headscope
