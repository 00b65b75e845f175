#include "core/formats/json_check.h"

#include "core/formats/load_error.h"

#include <string_view>
#include <utility>

namespace headscope {

namespace {

/// Python writes Infinity, -Infinity and NaN: the parser stops behind their first letter.
bool isNotFinite(std::string_view error)
{
    constexpr std::string_view kBefore = "last read: '";
    const auto start = error.rfind(kBefore);
    if (start == std::string_view::npos || (error.find("invalid literal") == std::string_view::npos &&
                                            error.find("invalid number") == std::string_view::npos))
        return false;
    const std::string_view read = error.substr(start + kBefore.size());
    const std::string_view token = read.substr(0, read.find('\''));
    return token.ends_with('I') || token.ends_with('N');
}

} // namespace

void refuseJsonCost(std::size_t budget, const std::string &name)
{
    throw LoadError(
        sentence("core", "%1: expected values of at most %2 MB, found more").with(name, budget >> 20U));
}

void refuseJsonMistake(std::size_t position, const nlohmann::json::exception &error, const std::string &name)
{
    const std::string_view what = error.what();
    if (what.find("UTF-8") != std::string_view::npos)
        throw LoadError(
            sentence("core", "%1: expected UTF-8, found broken text at byte %2").with(name, position));
    if (what.find("number overflow") != std::string_view::npos)
        throw LoadError(
            sentence("core", "%1: expected numbers of at most 1.8e308, found a larger one at byte %2")
                .with(name, position));
    if (isNotFinite(what))
        throw LoadError(
            sentence("core", "%1: expected JSON, which knows neither Infinity nor NaN, found one at byte %2")
                .with(name, position));
    throw LoadError(sentence("core", "%1: expected JSON, found a mistake at byte %2").with(name, position));
}

JsonCheck::JsonCheck(std::string name)
    : m_name(std::move(name))
{
}

bool JsonCheck::parse_error(std::size_t position, const std::string & /*token*/,
                            const nlohmann::json::exception &error)
{
    refuseJsonMistake(position, error, m_name);
}

} // namespace headscope
