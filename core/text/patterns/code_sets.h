#pragma once

#include <unicode/uniset.h>

#include <optional>
#include <string>

namespace headscope {

/// A set of characters.
using CodeSet = icu::UnicodeSet;

// Sets by Unicode 16, as Oniguruma names and fills them.

/// \p{name}: a general category, a script, a binary property, or a name such as Alnum. Nothing when there is
/// none.
[[nodiscard]] std::optional<CodeSet> propertySet(const std::string &name);
/// [[:name:]]
[[nodiscard]] std::optional<CodeSet> bracketSet(const std::string &name);

[[nodiscard]] CodeSet allCodes();
[[nodiscard]] CodeSet digitCodes();
[[nodiscard]] CodeSet hexDigitCodes();
[[nodiscard]] CodeSet spaceCodes();
[[nodiscard]] CodeSet wordCodes();
/// \w alone, which holds some numbers that it does not hold in brackets.
[[nodiscard]] CodeSet loneWordCodes();

/// Adds what differs from a member in its case only.
void closeOverCase(CodeSet &codes);

} // namespace headscope
