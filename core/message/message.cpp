#include "core/message/message.h"

namespace headscope {

namespace {

bool isPlace(const std::string &text, std::size_t at)
{
    return text[at] == '%' && at + 1 < text.size() && text[at + 1] >= '1' && text[at + 1] <= '9';
}

} // namespace

std::string Message::english() const
{
    return inWords([](const char *text) { return std::string(text); },
                   [](const std::string &text) { return text; });
}

std::string Message::inWords(const std::function<std::string(const char *)> &translated,
                             const std::function<std::string(const std::string &)> &shown) const
{
    if (!m_isTemplate)
        return shown(m_text);
    const std::string pattern = translated(m_text.c_str());
    std::string said;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        if (!isPlace(pattern, at)) {
            said += pattern[at];
            continue;
        }
        const auto argument = static_cast<std::size_t>(pattern[++at] - '1');
        if (argument < m_arguments.size())
            said += m_arguments[argument].inWords(translated, shown);
    }
    return said;
}

} // namespace headscope
