#pragma once

#include "core/text/vocabulary.h"

#include <array>
#include <optional>

namespace headscope {

/// The ids of single characters and of single bytes (`<0x0A>`), looked up once.
class CharacterIds {
public:
    explicit CharacterIds(const Vocabulary &vocabulary);

    [[nodiscard]] std::optional<TokenId> ofCharacter(char32_t code) const;
    [[nodiscard]] std::optional<TokenId> ofByte(char byte) const
    {
        return m_bytes[static_cast<unsigned char>(byte)];
    }

private:
    const Vocabulary &m_vocabulary;
    std::array<std::optional<TokenId>, 0x180> m_latin;
    std::array<std::optional<TokenId>, 256> m_bytes;
};

} // namespace headscope
