#pragma once

#include "core/message/message.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace headscope {

/// One field of a message in protocol buffers' wire format.
struct ProtobufField {
    std::uint32_t number = 0;
    std::uint64_t value = 0; ///< of a number; the bits of a float
    std::string_view bytes;  ///< of a text or an inner message
    bool isBytes = false;

    [[nodiscard]] float toFloat() const;
};

/// Reads a message field by field. Throws LoadError for bytes that are no message.
class ProtobufReader {
public:
    /// `place` is what messages call the bytes.
    ProtobufReader(std::string_view bytes, std::string place);

    /// Nothing at the end.
    [[nodiscard]] std::optional<ProtobufField> next();

    [[noreturn]] void refuse(const Message &expectedAndFound) const;

private:
    [[nodiscard]] std::uint64_t readVarint();
    [[nodiscard]] std::uint64_t readFixed(std::size_t bytes);

    std::string_view m_bytes;
    std::string m_place;
    std::size_t m_position = 0;
};

} // namespace headscope
