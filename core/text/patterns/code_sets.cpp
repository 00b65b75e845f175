#include "core/text/patterns/code_sets.h"

#include "core/formats/lower_case.h"
#include "core/text/characters/unicode_additions.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>

namespace headscope {

namespace {

constexpr UChar32 kLastCode = 0x10FFFF;

CodeSet withProperty(UProperty property, std::int32_t value)
{
    UErrorCode status = U_ZERO_ERROR;
    CodeSet codes;
    codes.applyIntPropertyValue(property, value, status);
    return codes;
}

/// Takes away what a later ICU knows of later versions of Unicode.
void forgetTheFuture(CodeSet &codes)
{
    UVersionInfo version{};
    u_getUnicodeVersion(version);
    if (version[0] <= 16)
        return;
    UErrorCode status = U_ZERO_ERROR;
    CodeSet known;
    known.applyPropertyAlias(UNICODE_STRING_SIMPLE("Age"), UNICODE_STRING_SIMPLE("16.0"), status);
    if (U_SUCCESS(status) != 0)
        codes.retainAll(known);
}

CodeSet withCategory(std::uint32_t mask)
{
    CodeSet codes = withProperty(UCHAR_GENERAL_CATEGORY_MASK, static_cast<std::int32_t>(mask));
    forgetTheFuture(codes);
    for (const UnicodeAddition &addition : unicodeAdditions()) {
        const auto first = static_cast<UChar32>(addition.first), last = static_cast<UChar32>(addition.last);
        codes.remove(first, last);
        if ((addition.category & mask) != 0)
            codes.add(first, last);
    }
    return codes;
}

CodeSet withBinary(UProperty property)
{
    CodeSet codes = withProperty(property, 1);
    forgetTheFuture(codes);
    return codes;
}

/// The scripts of Unicode 15.0 with what later versions added to them.
CodeSet withScript(std::int32_t script)
{
    struct Addition {
        std::int32_t script;
        UChar32 first, last;
    };
    static constexpr std::array<Addition, 12> kAdditions{{{USCRIPT_LATIN, 0xA7CB, 0xA7CD},
                                                          {USCRIPT_LATIN, 0xA7DA, 0xA7DC},
                                                          {USCRIPT_CYRILLIC, 0x1C89, 0x1C8A},
                                                          {USCRIPT_ARABIC, 0x897, 0x897},
                                                          {USCRIPT_ARABIC, 0x10EC2, 0x10EC4},
                                                          {USCRIPT_ARABIC, 0x10EFC, 0x10EFC},
                                                          {USCRIPT_HAN, 0x2EBF0, 0x2EE5D},
                                                          {USCRIPT_BALINESE, 0x1B4E, 0x1B4F},
                                                          {USCRIPT_BALINESE, 0x1B7F, 0x1B7F},
                                                          {USCRIPT_MYANMAR, 0x116D0, 0x116E3},
                                                          {USCRIPT_EGYPTIAN_HIEROGLYPHS, 0x13460, 0x143FA},
                                                          {USCRIPT_KHITAN_SMALL_SCRIPT, 0x18CFF, 0x18CFF}}};
    CodeSet codes = withProperty(UCHAR_SCRIPT, script);
    forgetTheFuture(codes);
    for (const Addition &addition : kAdditions) {
        if (addition.script == script)
            codes.add(addition.first, addition.last);
    }
    return codes;
}

CodeSet alphabeticCodes()
{
    CodeSet codes = withBinary(UCHAR_ALPHABETIC);
    codes.addAll(withCategory(U_GC_L_MASK | U_GC_NL_MASK));
    return codes;
}

CodeSet joined(CodeSet codes, const CodeSet &more)
{
    codes.addAll(more);
    return codes;
}

CodeSet without(CodeSet codes, const CodeSet &less)
{
    codes.removeAll(less);
    return codes;
}

/// The names that Oniguruma has beside Unicode's.
std::optional<CodeSet> namedSet(const std::string &name)
{
    if (name == "alpha")
        return alphabeticCodes();
    if (name == "alnum")
        return joined(alphabeticCodes(), digitCodes());
    if (name == "word")
        return wordCodes();
    if (name == "space")
        return spaceCodes();
    if (name == "digit")
        return digitCodes();
    if (name == "upper")
        return withBinary(UCHAR_UPPERCASE);
    if (name == "lower")
        return withBinary(UCHAR_LOWERCASE);
    if (name == "xdigit")
        return hexDigitCodes();
    if (name == "blank")
        return joined(withCategory(U_GC_ZS_MASK), CodeSet(U'\t', U'\t'));
    if (name == "graph")
        return without(allCodes(),
                       joined(spaceCodes(), withCategory(U_GC_CC_MASK | U_GC_CN_MASK | U_GC_CS_MASK)));
    if (name == "print")
        return without(allCodes(), withCategory(U_GC_CC_MASK | U_GC_CN_MASK | U_GC_CS_MASK));
    if (name == "ascii")
        return CodeSet(0, 0x7F);
    if (name == "any")
        return allCodes();
    if (name == "assigned")
        return without(allCodes(), withCategory(U_GC_CN_MASK));
    return std::nullopt;
}

/// Names are compared without capitals, spaces, hyphens and underscores.
std::string plainName(const std::string &name)
{
    std::string plain;
    for (const char letter : name) {
        if (letter != ' ' && letter != '-' && letter != '_')
            plain.push_back(lowerCase(letter));
    }
    return plain;
}

} // namespace

CodeSet allCodes()
{
    return {0, kLastCode};
}

CodeSet digitCodes()
{
    return withCategory(U_GC_ND_MASK);
}

CodeSet hexDigitCodes()
{
    return joined(CodeSet(U'0', U'9'), joined(CodeSet(U'A', U'F'), CodeSet(U'a', U'f')));
}

CodeSet spaceCodes()
{
    return withBinary(UCHAR_WHITE_SPACE);
}

CodeSet wordCodes()
{
    return joined(alphabeticCodes(), withCategory(U_GC_M_MASK | U_GC_ND_MASK | U_GC_PC_MASK));
}

CodeSet loneWordCodes()
{
    return joined(wordCodes(), joined(CodeSet(0xB2, 0xB3), joined(CodeSet(0xB9, 0xB9), CodeSet(0xBC, 0xBE))));
}

void closeOverCase(CodeSet &codes)
{
    codes.closeOver(USET_CASE_INSENSITIVE);
    codes.removeAllStrings();
}

std::optional<CodeSet> propertySet(const std::string &name)
{
    const std::string plain = plainName(name);
    if (plain.empty())
        return std::nullopt;
    if (auto codes = namedSet(plain))
        return codes;
    const std::int32_t category = u_getPropertyValueEnum(UCHAR_GENERAL_CATEGORY_MASK, plain.c_str());
    if (category != UCHAR_INVALID_CODE)
        return withCategory(static_cast<std::uint32_t>(category));
    const std::int32_t script = u_getPropertyValueEnum(UCHAR_SCRIPT, plain.c_str());
    if (script != UCHAR_INVALID_CODE)
        return withScript(script);
    const UProperty binary = u_getPropertyEnum(plain.c_str());
    if (binary >= UCHAR_BINARY_START && binary < UCHAR_BINARY_LIMIT)
        return withBinary(binary);
    return std::nullopt;
}

std::optional<CodeSet> bracketSet(const std::string &name)
{
    if (name == "punct")
        return withCategory(U_GC_P_MASK | U_GC_S_MASK);
    if (name == "cntrl")
        return withCategory(U_GC_CC_MASK);
    static constexpr std::array<const char *, 11> kNames{"alnum", "alpha", "ascii", "blank", "digit", "graph",
                                                         "lower", "print", "space", "upper", "xdigit"};
    if (std::ranges::find(kNames, name) == kNames.end() && name != "word")
        return std::nullopt;
    return namedSet(name);
}

} // namespace headscope
