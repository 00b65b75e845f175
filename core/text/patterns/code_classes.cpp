#include "core/text/patterns/code_classes.h"

#include "core/formats/load_error.h"

#include <array>
#include <cstdio>
#include <map>

namespace headscope {

namespace {

constexpr std::size_t kCodes = 0x110000;
constexpr char16_t kFirstLetter = u'!';
constexpr std::size_t kMostLetters = 0x5000;

/// For each place where a set begins or ends: which sets begin or end there.
std::map<UChar32, std::vector<std::size_t>> boundariesOf(const std::vector<CodeSet> &sets)
{
    std::map<UChar32, std::vector<std::size_t>> boundaries;
    for (std::size_t set = 0; set < sets.size(); ++set) {
        for (int range = 0; range < sets[set].getRangeCount(); ++range) {
            boundaries[sets[set].getRangeStart(range)].push_back(set);
            boundaries[sets[set].getRangeEnd(range) + 1].push_back(set);
        }
    }
    return boundaries;
}

std::string escaped(std::size_t index)
{
    std::array<char, 8> text{};
    const auto letter = static_cast<unsigned>(kFirstLetter + index);
    const int length = std::snprintf(text.data(), text.size(), "\\u%04X", letter);
    return {text.data(), static_cast<std::size_t>(length)};
}

std::string expressionOf(const std::vector<std::size_t> &letters)
{
    if (letters.empty())
        return "(?!)";
    if (letters.size() == 1)
        return escaped(letters.front());
    std::string expression = "[";
    for (std::size_t first = 0; first < letters.size();) {
        std::size_t last = first;
        while (last + 1 < letters.size() && letters[last + 1] == letters[last] + 1)
            ++last;
        expression += escaped(letters[first]);
        if (last > first)
            expression += "-" + escaped(letters[last]);
        first = last + 1;
    }
    return expression + "]";
}

} // namespace

CodeClasses::CodeClasses(const std::vector<CodeSet> &sets)
{
    std::map<std::vector<bool>, std::size_t> classes; // by the sets that they are in
    std::vector<char16_t> letters(kCodes);
    std::vector<bool> membership(sets.size());
    std::size_t begin = 0;
    const auto fillUpTo = [&](std::size_t end) {
        const std::size_t index = classes.try_emplace(membership, classes.size()).first->second;
        std::fill(letters.begin() + static_cast<std::ptrdiff_t>(begin),
                  letters.begin() + static_cast<std::ptrdiff_t>(end),
                  static_cast<char16_t>(kFirstLetter + index));
        begin = end;
    };
    for (const auto &[place, changed] : boundariesOf(sets)) {
        if (static_cast<std::size_t>(place) > begin)
            fillUpTo(static_cast<std::size_t>(place));
        for (const std::size_t set : changed)
            membership[set] = !membership[set];
    }
    if (begin < kCodes)
        fillUpTo(kCodes);
    if (classes.size() > kMostLetters)
        throw LoadError(sentence("core", "pattern: expected at most %1 kinds of characters, found %2")
                            .with(kMostLetters, classes.size()));

    std::vector<std::vector<std::size_t>> lettersOf(sets.size());
    std::vector<std::vector<bool>> byIndex(classes.size());
    for (const auto &[key, index] : classes)
        byIndex[index] = key;
    for (std::size_t index = 0; index < byIndex.size(); ++index) {
        for (std::size_t set = 0; set < sets.size(); ++set) {
            if (byIndex[index][set])
                lettersOf[set].push_back(index);
        }
    }
    for (const auto &members : lettersOf)
        m_expressions.push_back(expressionOf(members));

    std::map<std::vector<char16_t>, std::uint32_t> known;
    for (std::size_t first = 0; first < kCodes; first += kBlock) {
        const auto block = letters.begin() + static_cast<std::ptrdiff_t>(first);
        const std::vector<char16_t> content(block, block + kBlock);
        const auto [place, isNew] = known.try_emplace(content, static_cast<std::uint32_t>(m_letters.size()));
        if (isNew)
            m_letters.insert(m_letters.end(), content.begin(), content.end());
        m_blocks.push_back(place->second);
    }
}

} // namespace headscope
