#pragma once

#include "core/text/patterns/code_sets.h"

#include <cstdint>
#include <string>
#include <vector>

namespace headscope {

/// The characters that a pattern cannot tell from each other, as one letter each.
///
/// A pattern that is matched against letters instead of characters means by its classes exactly what is said
/// here, whatever the version of Unicode that the matching engine knows, and each character is one unit.
class CodeClasses {
public:
    /// Throws LoadError when there are more classes than letters.
    explicit CodeClasses(const std::vector<CodeSet> &sets);

    [[nodiscard]] char16_t letter(char32_t code) const
    {
        return m_letters[m_blocks[code / kBlock] + code % kBlock];
    }

    /// The letters of a set, as ICU writes a class.
    [[nodiscard]] std::string expression(std::size_t set) const { return m_expressions[set]; }

private:
    static constexpr std::size_t kBlock = 256;

    std::vector<std::uint32_t> m_blocks; ///< where a block's letters begin; equal blocks share them
    std::vector<char16_t> m_letters;
    std::vector<std::string> m_expressions;
};

} // namespace headscope
