#include "core/formats/pickle_cursor.h"

#include <bit>
#include <utility>

namespace headscope {

static_assert(std::endian::native == std::endian::little, "pickles are little-endian");

PickleCursor::PickleCursor(std::span<const std::byte> pickle, RefusePickle refuse)
    : m_pickle(pickle)
    , m_refuse(std::move(refuse))
{
}

std::int64_t PickleCursor::nextLong()
{
    const auto count = next<std::uint8_t>();
    if (count > sizeof(std::int64_t))
        m_refuse("expected whole numbers of at most 64 bits, found a longer one");
    const auto raw = bytes(count);
    const bool isNegative = count > 0 && (raw.back() & std::byte{0x80}) != std::byte{0};
    std::int64_t value = isNegative ? -1 : 0;
    if (count > 0)
        std::memcpy(&value, raw.data(), count);
    return value;
}

PickleValue PickleCursor::nextText(std::uint32_t length)
{
    const auto begin = static_cast<std::int64_t>(m_place);
    skip(length);
    return {PickleKind::Text, length, begin};
}

std::string_view PickleCursor::nextLine()
{
    const std::string_view rest = letters(m_place, m_pickle.size() - m_place);
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos)
        m_refuse("expected the end of a name, found the pickle's end");
    m_place += end + 1;
    return rest.substr(0, end);
}

std::string_view PickleCursor::textOf(const PickleValue &value) const
{
    return value.kind == PickleKind::Text ? letters(static_cast<std::size_t>(value.number), value.length)
                                          : std::string_view();
}

std::span<const std::byte> PickleCursor::bytes(std::size_t count)
{
    if (count > m_pickle.size() - m_place)
        m_refuse("expected " + std::to_string(count) + " more bytes, found the pickle's end");
    m_place += count;
    return m_pickle.subspan(m_place - count, count);
}

std::string_view PickleCursor::letters(std::size_t begin, std::size_t length) const
{
    return {reinterpret_cast<const char *>(m_pickle.data()) + begin, length}; // NOLINT: bytes are letters
}

} // namespace headscope
