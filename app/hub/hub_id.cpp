#include "app/hub/hub_id.h"

#include <algorithm>

namespace headscope {

namespace {

constexpr std::size_t kLongestName = 96;
constexpr std::size_t kLongestPath = 1024;
constexpr std::size_t kLongestPart = 200; ///< file systems end at 255

bool isLetterOrDigit(char letter)
{
    return (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z') ||
           (letter >= '0' && letter <= '9');
}

/// The Hub's own rule for owners and names.
bool isName(std::string_view text)
{
    if (text.empty() || text.size() > kLongestName || !isLetterOrDigit(text.back()) ||
        !(isLetterOrDigit(text.front()) || text.front() == '_'))
        return false;
    if (text.find("--") != std::string_view::npos || text.find("..") != std::string_view::npos)
        return false;
    return std::ranges::all_of(text, [](char letter) {
        return isLetterOrDigit(letter) || letter == '-' || letter == '_' || letter == '.';
    });
}

bool isRepository(std::string_view text)
{
    const auto slash = text.find('/');
    if (slash == std::string_view::npos)
        return isName(text);
    return isName(text.substr(0, slash)) && isName(text.substr(slash + 1));
}

bool isPart(std::string_view part)
{
    return !part.empty() && part.size() <= kLongestPart && part != "." && part != ".." &&
           std::ranges::none_of(part, [](char letter) {
               const auto byte = static_cast<unsigned char>(letter);
               return byte < 0x20 || byte == 0x7F || letter == '\\';
           });
}

} // namespace

bool isHex(std::string_view text, std::size_t digits)
{
    return text.size() == digits && std::ranges::all_of(text, [](char letter) {
               return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f');
           });
}

bool isCommit(std::string_view text)
{
    return isHex(text, 40);
}

bool isSafeHubPath(std::string_view path)
{
    if (path.size() > kLongestPath)
        return false;
    for (;;) {
        const auto slash = path.find('/');
        if (!isPart(path.substr(0, slash)))
            return false;
        if (slash == std::string_view::npos)
            return true;
        path.remove_prefix(slash + 1);
    }
}

std::optional<HubId> parseHubId(std::string_view text)
{
    HubId id;
    const auto colon = text.find(':');
    if (colon != std::string_view::npos) {
        id.file = text.substr(colon + 1);
        if (!isSafeHubPath(id.file))
            return {};
        text = text.substr(0, colon);
    }
    const auto at = text.find('@');
    if (at != std::string_view::npos) {
        id.revision = text.substr(at + 1);
        if (!isSafeHubPath(id.revision) || id.revision.find_first_of(" @") != std::string::npos)
            return {};
        text = text.substr(0, at);
    }
    id.repository = text;
    return isRepository(text) ? std::optional(id) : std::nullopt;
}

} // namespace headscope
