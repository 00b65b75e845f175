#include "core/text/models/token_model.h"

#include <string_view>

namespace headscope {

namespace {

constexpr std::string_view kDigits = "0123456789ABCDEF";
constexpr std::string_view kOpening = "<0x";

} // namespace

std::string bytePieceName(std::uint8_t byte)
{
    std::string name(kOpening);
    name.push_back(kDigits[byte >> 4U]);
    name.push_back(kDigits[byte & 0xFU]);
    name.push_back('>');
    return name;
}

std::optional<std::uint8_t> byteOfPieceName(std::string_view piece)
{
    if (piece.size() != 6 || !piece.starts_with(kOpening) || piece.back() != '>')
        return std::nullopt;
    const std::size_t high = kDigits.find(piece[3]);
    const std::size_t low = kDigits.find(piece[4]);
    if (high == std::string_view::npos || low == std::string_view::npos)
        return std::nullopt;
    return static_cast<std::uint8_t>(high * kDigits.size() + low);
}

} // namespace headscope
