#include "core/text/patterns/class_reader.h"

#include "core/formats/in_quotes.h"
#include "core/formats/load_error.h"
#include "core/text/characters/unicode.h"

namespace headscope {

namespace {

constexpr int kDeepest = 32;
constexpr std::u32string_view kSetLetters = U"dDsSwWhHpPNO";

UChar32 toIcu(char32_t code)
{
    return static_cast<UChar32>(code);
}

} // namespace

ClassReader::ClassReader(std::string expression)
    : m_expression(std::move(expression))
    , m_codes(toUtf32(m_expression))
{
}

char32_t ClassReader::peek(std::size_t ahead) const
{
    return m_place + ahead < m_codes.size() ? m_codes[m_place + ahead] : U'\0';
}

char32_t ClassReader::take()
{
    if (atEnd())
        refuse(sentence("core", "an end in the middle"));
    return m_codes[m_place++];
}

bool ClassReader::accept(std::u32string_view codes)
{
    if (std::u32string_view(m_codes).substr(m_place, codes.size()) != codes)
        return false;
    m_place += codes.size();
    return true;
}

bool ClassReader::skipIgnored(const PatternOptions &options)
{
    if (!options.isExtended)
        return false;
    if (peek() == U'#') {
        while (!atEnd() && take() != U'\n') {
        }
        return true;
    }
    if (!isWhiteSpace(peek()))
        return false;
    take();
    return true;
}

void ClassReader::readOptions(PatternOptions &options)
{
    bool isOn = true;
    for (;;) {
        if (accept(U'-'))
            isOn = false;
        else if (accept(U'i'))
            options.ignoreCase = isOn;
        else if (accept(U'm'))
            options.dotTakesNewline = isOn;
        else if (accept(U'x'))
            options.isExtended = isOn;
        else
            return;
    }
}

CodeSet ClassReader::readClass(const PatternOptions &options)
{
    if (++m_depth > kDeepest)
        refuse(sentence("core", "classes of characters deeper than %1").with(kDeepest));
    const bool isComplement = accept(U'^');
    std::optional<CodeSet> intersection;
    CodeSet codes;
    for (bool isFirst = true;; isFirst = false) {
        if (!isFirst && accept(U']'))
            break;
        if (accept(U"&&")) {
            intersection = intersection ? intersection->retainAll(codes) : codes;
            codes.clear();
            continue;
        }
        if (const auto named = readBracketName()) {
            codes.addAll(*named);
        } else if (accept(U'[')) {
            codes.addAll(readClass(options));
        } else if (const auto escaped = readSetEscape(Place::InBrackets)) {
            codes.addAll(*escaped);
        } else {
            const char32_t first = take();
            readMember(codes, first == U'\\' ? readEscapedCode() : first, options);
        }
    }
    if (intersection)
        codes.retainAll(*intersection);
    if (isComplement)
        codes.complement();
    --m_depth;
    return codes;
}

/// A character of a class, or the range that begins with it.
void ClassReader::readMember(CodeSet &codes, char32_t first, const PatternOptions &options)
{
    char32_t last = first;
    const bool isSetBehind = peek(1) == U'\\' && kSetLetters.find(peek(2)) != std::u32string_view::npos;
    if (peek() == U'-' && peek(1) != U']' && peek(1) != U'[' && peek(1) != U'\0' && !isSetBehind) {
        take();
        last = take();
        if (last == U'\\')
            last = readEscapedCode();
        if (last < first)
            refuse(sentence("core", "a range of characters that ends before it begins"));
    }
    CodeSet range(toIcu(first), toIcu(last));
    if (options.ignoreCase)
        closeOverCase(range);
    codes.addAll(range);
}

/// `[:alpha:]`; steps over nothing when something else is here.
std::optional<CodeSet> ClassReader::readBracketName()
{
    const std::size_t before = m_place;
    if (!accept(U"[:"))
        return std::nullopt;
    const bool isComplement = accept(U'^');
    std::string name;
    while (peek() >= U'a' && peek() <= U'z')
        name.push_back(static_cast<char>(take()));
    auto codes = accept(U":]") ? bracketSet(name) : std::nullopt;
    if (!codes)
        m_place = before;
    if (codes && isComplement)
        codes->complement();
    return codes;
}

std::optional<CodeSet> ClassReader::readSetEscape(Place place)
{
    if (peek() != U'\\')
        return std::nullopt;
    const char32_t letter = peek(1);
    std::optional<CodeSet> codes;
    switch (letter) {
    case U'd':
    case U'D':
        codes = digitCodes();
        break;
    case U's':
    case U'S':
        codes = spaceCodes();
        break;
    case U'w':
    case U'W':
        codes = place == Place::Alone ? loneWordCodes() : wordCodes();
        break;
    case U'h':
    case U'H':
        codes = hexDigitCodes();
        break;
    case U'N':
    case U'O':
        codes = allCodes();
        if (letter == U'N')
            codes->remove(U'\n');
        break;
    case U'p':
    case U'P':
        m_place += 2;
        return readProperty(place, letter == U'P'); // which case does not change
    default:
        return std::nullopt;
    }
    m_place += 2;
    if (letter == U'D' || letter == U'S' || letter == U'W' || letter == U'H')
        codes->complement();
    return codes;
}

CodeSet ClassReader::readProperty(Place place, bool isComplement)
{
    if (!accept(U'{'))
        refuse(sentence("core", "a \\p without its {name}"));
    if (accept(U'^'))
        isComplement = !isComplement;
    std::string name;
    while (peek() != U'}' && peek() < 0x80)
        name.push_back(static_cast<char>(take()));
    take();
    auto codes = propertySet(name);
    if (!codes)
        refuse(sentence("core", "the unknown property %1").with(inQuotes(name)));
    if (place == Place::Alone && *codes == wordCodes())
        codes = loneWordCodes();
    if (isComplement)
        codes->complement();
    return *codes;
}

char32_t ClassReader::readEscapedCode()
{
    constexpr std::u32string_view kLetters = U"tnrfvabe0";
    constexpr std::u32string_view kCodes{U"\t\n\r\f\v\a\b\x1B\0", kLetters.size()};
    const char32_t letter = take();
    if (const std::size_t found = kLetters.find(letter); found != std::u32string_view::npos)
        return kCodes[found];
    if (letter == U'u')
        return readHex(4);
    if (letter != U'x')
        return letter;
    if (!accept(U'{'))
        return readHex(2);
    const char32_t code = readHex(8);
    if (!accept(U'}'))
        refuse(sentence("core", "a \\x{ without its }"));
    return code;
}

char32_t ClassReader::readHex(std::size_t mostDigits)
{
    char32_t code = 0;
    std::size_t digits = 0;
    for (; digits < mostDigits; ++digits) {
        const char32_t digit = peek();
        if (digit >= U'0' && digit <= U'9')
            code = code * 16 + (digit - U'0');
        else if ((digit >= U'a' && digit <= U'f') || (digit >= U'A' && digit <= U'F'))
            code = code * 16 + ((digit | 0x20U) - U'a' + 10);
        else
            break;
        take();
    }
    if (digits == 0 || code > 0x10FFFF)
        refuse(sentence("core", "a character's number that is none"));
    return code;
}

CodeSet ClassReader::withCase(char32_t code, const PatternOptions &options) const
{
    CodeSet codes(toIcu(code), toIcu(code));
    if (options.ignoreCase)
        closeOverCase(codes);
    return codes;
}

void ClassReader::refuse(const Message &found) const
{
    throw LoadError(sentence("core", "the pattern %1: expected Oniguruma's syntax, found %2")
                        .with(inQuotes(m_expression), found));
}

} // namespace headscope
