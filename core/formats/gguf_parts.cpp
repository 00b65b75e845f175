#include "core/formats/gguf_parts.h"

#include <array>
#include <charconv>
#include <cstdio>
#include <string_view>

namespace headscope {

namespace {

constexpr std::string_view kEnding = ".gguf";
constexpr std::string_view kOf = "-of-";
constexpr std::size_t kDigits = 5;

std::optional<int> number(std::string_view digits)
{
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size() || value < 1)
        return {};
    return value;
}

std::string fiveDigits(int value)
{
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%05d", value);
    return text.data();
}

} // namespace

std::filesystem::path GgufPart::sibling(int part) const
{
    return folder /
           (stem + "-" + fiveDigits(part) + std::string(kOf) + fiveDigits(count) + std::string(kEnding));
}

std::optional<GgufPart> ggufPart(const std::filesystem::path &file)
{
    constexpr std::size_t kTail = 1 + kDigits + kOf.size() + kDigits;
    const std::string whole = file.filename().string();
    std::string_view name = whole;
    if (!name.ends_with(kEnding) || name.size() < kTail + kEnding.size())
        return {};
    name.remove_suffix(kEnding.size());
    const std::string_view tail = name.substr(name.size() - kTail);
    const auto part = number(tail.substr(1, kDigits));
    const auto count = number(tail.substr(kTail - kDigits));
    if (tail.front() != '-' || tail.substr(1 + kDigits, kOf.size()) != kOf || !part || !count ||
        *part > *count)
        return {};
    return GgufPart{file.parent_path(), std::string(name.substr(0, name.size() - kTail)), *part, *count};
}

} // namespace headscope
