#include "core/text/normalizers/charsmap.h"

#include <unicode/uchar.h>

namespace headscope {

namespace {

UGraphemeClusterBreak breakClass(char32_t code)
{
    if (code < 0x300 && code >= U' ' && code != 0xA9 && code != 0xAD && code != 0xAE &&
        (code < 0x7F || code > 0x9F))
        return U_GCB_OTHER;
    const auto known = static_cast<UGraphemeClusterBreak>(
        u_getIntPropertyValue(static_cast<UChar32>(code), UCHAR_GRAPHEME_CLUSTER_BREAK));
    if (known != U_GCB_OTHER && known != U_GCB_CONTROL)
        return known;
    // What ICU does not know yet.
    const std::uint32_t category = generalCategory(code);
    if (u_charType(static_cast<UChar32>(code)) == U_UNASSIGNED && (category & U_GC_MN_MASK) != 0)
        return U_GCB_EXTEND;
    if (u_charType(static_cast<UChar32>(code)) == U_UNASSIGNED && (category & U_GC_MC_MASK) != 0)
        return U_GCB_SPACING_MARK;
    return known;
}

bool isControl(UGraphemeClusterBreak kind)
{
    return kind == U_GCB_CONTROL || kind == U_GCB_CR || kind == U_GCB_LF;
}

bool isSyllable(UGraphemeClusterBreak left, UGraphemeClusterBreak right)
{
    switch (left) {
    case U_GCB_L:
        return right == U_GCB_L || right == U_GCB_V || right == U_GCB_LV || right == U_GCB_LVT;
    case U_GCB_LV:
    case U_GCB_V:
        return right == U_GCB_V || right == U_GCB_T;
    case U_GCB_LVT:
    case U_GCB_T:
        return right == U_GCB_T;
    default:
        return false;
    }
}

bool isPictograph(char32_t code)
{
    return u_hasBinaryProperty(static_cast<UChar32>(code), UCHAR_EXTENDED_PICTOGRAPHIC) != 0;
}

} // namespace

std::size_t graphemeEnd(AlignedPiece text, std::size_t begin)
{
    UGraphemeClusterBreak left = breakClass(text[begin].code);
    bool afterPictograph = isPictograph(text[begin].code); // and marks only
    bool isFlag = left == U_GCB_REGIONAL_INDICATOR;        // one half of it so far
    for (std::size_t end = begin + 1; end < text.size(); ++end) {
        const char32_t code = text[end].code;
        const UGraphemeClusterBreak right = breakClass(code);
        const bool isMark = right == U_GCB_EXTEND || right == U_GCB_ZWJ || right == U_GCB_SPACING_MARK;
        const bool joinsPictograph = left == U_GCB_ZWJ && afterPictograph && isPictograph(code);
        const bool completesFlag = isFlag && left == U_GCB_REGIONAL_INDICATOR && right == left;
        const bool joins = (left == U_GCB_CR && right == U_GCB_LF) ||
                           (!isControl(left) && !isControl(right) &&
                            (isMark || left == U_GCB_PREPEND || isSyllable(left, right) || joinsPictograph ||
                             completesFlag));
        if (!joins)
            return end;
        isFlag = right == U_GCB_REGIONAL_INDICATOR && !completesFlag;
        afterPictograph =
            isPictograph(code) || (afterPictograph && (right == U_GCB_EXTEND || right == U_GCB_ZWJ));
        left = right;
    }
    return text.size();
}

} // namespace headscope
