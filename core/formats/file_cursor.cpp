#include "core/formats/file_cursor.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace headscope {

namespace {

static_assert(std::endian::native == std::endian::little, "model files are little-endian");

constexpr std::uint64_t kBuffer = 256U << 10U;
constexpr std::uint64_t kHeldBeyondRead = 48U << 20U;

} // namespace

FileCursor::FileCursor(const FileReader &file)
    : m_file(file)
    , m_buffer(static_cast<std::size_t>(std::min(kBuffer, file.size())))
{
}

std::string FileCursor::nextText(std::uint64_t longest, const Sentence &what)
{
    const auto length = next<std::uint64_t>();
    if (length > std::min(longest, remaining()))
        m_file.refuse(sentence("core", "expected %1 of at most %2 bytes, found a length of %3")
                          .with(what, std::min(longest, remaining()), length));
    std::string text(static_cast<std::size_t>(length), '\0');
    take(std::as_writable_bytes(std::span(text)));
    return text;
}

void FileCursor::checkCount(std::uint64_t count, std::uint64_t leastBytes, const Message &what) const
{
    if (count > remaining() / leastBytes)
        m_file.refuse(sentence("core", "expected %1 %2, found only %3 bytes left in the file")
                          .with(count, what, remaining()));
}

void FileCursor::charge(std::uint64_t bytes)
{
    m_held += bytes;
    if (m_held > position() + kHeldBeyondRead)
        m_file.refuse(sentence("core", "expected metadata of ordinary size, found more than %1 MB of it")
                          .with(kHeldBeyondRead >> 20U));
}

void FileCursor::take(std::span<std::byte> destination)
{
    if (destination.size() > remaining())
        m_file.refuse(sentence("core", "expected %1 more bytes at %2, found the file's end at %3")
                          .with(destination.size(), position(), m_file.size()));
    while (!destination.empty()) {
        if (m_used == m_filled) {
            m_begin += m_filled;
            m_used = 0;
            m_filled =
                static_cast<std::size_t>(std::min<std::uint64_t>(m_buffer.size(), m_file.size() - m_begin));
            m_file.read(m_begin, std::span(m_buffer).first(m_filled));
        }
        const std::size_t count = std::min(destination.size(), m_filled - m_used);
        std::memcpy(destination.data(), m_buffer.data() + m_used, count);
        m_used += count;
        destination = destination.subspan(count);
    }
}

} // namespace headscope
