#include "core/text/readers/protobuf.h"

#include "core/formats/load_error.h"

#include <bit>

namespace headscope {

namespace {

// What the low three bits of a field's key say.
constexpr std::uint64_t kVarint = 0, kEightBytes = 1, kCounted = 2, kFourBytes = 5;

} // namespace

float ProtobufField::toFloat() const
{
    return std::bit_cast<float>(static_cast<std::uint32_t>(value));
}

ProtobufReader::ProtobufReader(std::string_view bytes, std::string place)
    : m_bytes(bytes)
    , m_place(std::move(place))
{
}

std::optional<ProtobufField> ProtobufReader::next()
{
    if (m_position >= m_bytes.size())
        return std::nullopt;
    const std::uint64_t key = readVarint();
    ProtobufField field;
    field.number = static_cast<std::uint32_t>(key >> 3U);
    switch (key & 7U) {
    case kVarint:
        field.value = readVarint();
        return field;
    case kEightBytes:
        field.value = readFixed(8);
        return field;
    case kFourBytes:
        field.value = readFixed(4);
        return field;
    case kCounted: {
        const std::uint64_t size = readVarint();
        if (size > m_bytes.size() - m_position)
            refuse(sentence("core", "expected %1 bytes of field %2, found %3")
                       .with(size, field.number, m_bytes.size() - m_position));
        field.isBytes = true;
        field.bytes = m_bytes.substr(m_position, static_cast<std::size_t>(size));
        m_position += static_cast<std::size_t>(size);
        return field;
    }
    default:
        refuse(sentence("core", "expected a message of protocol buffers, found other bytes"));
    }
}

void ProtobufReader::refuse(const Message &expectedAndFound) const
{
    throw LoadError(sentence("core", "%1: %2").with(m_place, expectedAndFound));
}

std::uint64_t ProtobufReader::readVarint()
{
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        if (m_position >= m_bytes.size())
            refuse(sentence("core", "expected a whole message of protocol buffers, found its beginning"));
        const auto byte = static_cast<unsigned char>(m_bytes[m_position++]);
        value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
        if (byte < 0x80)
            return value;
    }
    refuse(sentence("core", "expected a number of at most ten bytes, found a longer one"));
}

std::uint64_t ProtobufReader::readFixed(std::size_t bytes)
{
    if (bytes > m_bytes.size() - m_position)
        refuse(sentence("core", "expected a whole message of protocol buffers, found its beginning"));
    std::uint64_t value = 0;
    for (std::size_t index = 0; index < bytes; ++index)
        value |= static_cast<std::uint64_t>(static_cast<unsigned char>(m_bytes[m_position++])) << (8 * index);
    return value;
}

} // namespace headscope
