#include "core/text/splits/pre_tokenizer.h"

#include <array>

namespace headscope {

const char *const kGpt2Pattern =
    R"('s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+)";

namespace {

enum class Kind { Letter, Number, WhiteSpace, Other };

Kind kindOf(char32_t code)
{
    if (isLetter(code))
        return Kind::Letter;
    if (isNumber(code))
        return Kind::Number;
    return isWhiteSpace(code) ? Kind::WhiteSpace : Kind::Other;
}

std::size_t endOfRun(AlignedPiece text, std::size_t begin, Kind kind)
{
    std::size_t end = begin;
    while (end < text.size() && kindOf(text[end].code) == kind)
        ++end;
    return end;
}

/// The length of an English contraction ('s, 've …) at `begin`, 0 when there is none.
std::size_t contractionLength(AlignedPiece text, std::size_t begin)
{
    static constexpr std::array<std::u32string_view, 7> kContractions{U"'s", U"'t",  U"'re", U"'ve",
                                                                      U"'m", U"'ll", U"'d"};
    for (const std::u32string_view contraction : kContractions) {
        std::size_t same = 0;
        while (same < contraction.size() && begin + same < text.size() &&
               text[begin + same].code == contraction[same])
            ++same;
        if (same == contraction.size())
            return same;
    }
    return 0;
}

} // namespace

std::size_t gpt2WordEnd(AlignedPiece text, std::size_t begin)
{
    if (text[begin].code == U'\'') {
        if (const std::size_t length = contractionLength(text, begin); length > 0)
            return begin + length;
    }
    const bool hasSpace = text[begin].code == U' ' && begin + 1 < text.size();
    const Kind kind = kindOf(text[hasSpace ? begin + 1 : begin].code);
    if (kind != Kind::WhiteSpace)
        return endOfRun(text, hasSpace ? begin + 1 : begin, kind);

    // A run of white space leaves its last character to the word behind it, unless it is all there is.
    const std::size_t end = endOfRun(text, begin, Kind::WhiteSpace);
    return end < text.size() && end - begin > 1 ? end - 1 : end;
}

} // namespace headscope
