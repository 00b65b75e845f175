#pragma once

#include "core/message/message.h"
#include "core/text/characters/unicode.h"
#include "core/text/patterns/code_sets.h"

#include <optional>
#include <string>
#include <string_view>

namespace headscope {

/// What (?imx) switches.
struct PatternOptions {
    bool ignoreCase = false;
    bool dotTakesNewline = false;
    bool isExtended = false; ///< white space and comments mean nothing
};

/// Reads a pattern's characters and classes of characters.
class ClassReader {
public:
    enum class Place { Alone, InBrackets };

    explicit ClassReader(std::string expression);

    [[nodiscard]] bool atEnd() const { return m_place >= m_codes.size(); }
    /// The character at this place or `ahead` of it; 0 behind the end.
    [[nodiscard]] char32_t peek(std::size_t ahead = 0) const;
    /// Refuses the pattern at its end.
    char32_t take();
    bool accept(char32_t code) { return accept(std::u32string_view(&code, 1)); }
    bool accept(std::u32string_view codes);

    /// Steps over white space and comments, if they mean nothing.
    bool skipIgnored(const PatternOptions &options);
    /// `i`, `m` and `x`, behind `-` those to switch off.
    void readOptions(PatternOptions &options);

    /// Behind a [, with its ].
    [[nodiscard]] CodeSet readClass(const PatternOptions &options);
    /// `\d`, `\p{L}` and the like; steps over nothing when something else is here.
    [[nodiscard]] std::optional<CodeSet> readSetEscape(Place place);
    /// The character that an escape stands for, behind its backslash.
    [[nodiscard]] char32_t readEscapedCode();
    [[nodiscard]] CodeSet withCase(char32_t code, const PatternOptions &options) const;

    [[noreturn]] void refuse(const Message &found) const;

private:
    [[nodiscard]] std::optional<CodeSet> readBracketName();
    void readMember(CodeSet &codes, char32_t first, const PatternOptions &options);
    [[nodiscard]] CodeSet readProperty(Place place, bool isComplement);
    [[nodiscard]] char32_t readHex(std::size_t mostDigits);

    std::string m_expression;
    std::u32string m_codes;
    std::size_t m_place = 0;
    int m_depth = 0;
};

} // namespace headscope
