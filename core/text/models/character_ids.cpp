#include "core/text/models/character_ids.h"

#include "core/text/characters/unicode.h"
#include "core/text/models/token_model.h"

namespace headscope {

CharacterIds::CharacterIds(const Vocabulary &vocabulary)
    : m_vocabulary(vocabulary)
{
    for (std::size_t code = 0; code < m_latin.size(); ++code)
        m_latin[code] = vocabulary.findOwn(toUtf8(static_cast<char32_t>(code)));
    for (std::size_t byte = 0; byte < m_bytes.size(); ++byte)
        m_bytes[byte] = vocabulary.findOwn(bytePieceName(static_cast<std::uint8_t>(byte)));
}

std::optional<TokenId> CharacterIds::ofCharacter(char32_t code) const
{
    return code < m_latin.size() ? m_latin[code] : m_vocabulary.findOwn(toUtf8(code));
}

} // namespace headscope
