#include "core/text/models/word_cutter.h"

namespace headscope {

namespace {

constexpr char32_t kWordMark = U'▁';

bool beginsWord(char32_t before, char32_t code)
{
    return code == kWordMark && before != kWordMark;
}

bool reachesAcross(std::string_view piece)
{
    const std::u32string codes = toUtf32(piece);
    for (std::size_t index = 1; index < codes.size(); ++index) {
        if (beginsWord(codes[index - 1], codes[index]))
            return true;
    }
    return false;
}

} // namespace

WordCutter::WordCutter(const Vocabulary &vocabulary)
    : m_cuts(vocabulary.findOwn(toUtf8(kWordMark)).has_value())
{
    for (TokenId id = 0; id < vocabulary.size() && m_cuts; ++id)
        m_cuts = !reachesAcross(vocabulary.piece(id));
}

std::size_t WordCutter::wordEnd(AlignedPiece text, std::size_t begin) const
{
    std::size_t end = m_cuts ? begin + 1 : text.size();
    while (end < text.size() && !beginsWord(text[end - 1].code, text[end].code))
        ++end;
    return end;
}

} // namespace headscope
