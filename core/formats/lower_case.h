#pragma once

#include <algorithm>
#include <string>

namespace headscope {

/// A to Z as small letters, every other byte as it is. Not std::tolower, which asks the locale: in a Turkish
/// one it leaves `I` alone.
[[nodiscard]] constexpr char lowerCase(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

[[nodiscard]] inline std::string lowerCase(std::string text)
{
    std::ranges::transform(text, text.begin(), [](char letter) { return lowerCase(letter); });
    return text;
}

} // namespace headscope
