#include "app/command_line/command_error.h"

#include "core/text/tokenizer.h"

#include <array>
#include <cstdio>

namespace headscope {

namespace {

std::string escaped(unsigned char byte)
{
    if (byte == '\n')
        return "\\n";
    if (byte == '\t')
        return "\\t";
    std::array<char, 8> text{};
    std::snprintf(text.data(), text.size(), "\\x%02X", static_cast<unsigned>(byte));
    return text.data();
}

} // namespace

std::string escapeControls(std::string_view text)
{
    const std::string valid = toValidUtf8(text);
    std::string line;
    for (std::size_t i = 0; i < valid.size(); ++i) {
        const auto byte = static_cast<unsigned char>(valid[i]);
        const auto next = i + 1 < valid.size() ? static_cast<unsigned char>(valid[i + 1]) : 0U;
        const bool isC1 = byte == 0xC2 && next >= 0x80 && next <= 0x9F;
        if (isC1) {
            line += escaped(static_cast<unsigned char>(next));
            ++i;
        } else if (byte < 0x20 || byte == 0x7F) {
            line += escaped(byte);
        } else {
            line += valid[i];
        }
    }
    return line;
}

} // namespace headscope
