#include "core/formats/json_check.h"

#include "core/formats/load_error.h"

#include <string_view>
#include <utility>

namespace headscope {

void refuseJsonCost(std::size_t budget, const std::string &name)
{
    throw LoadError(name + ": expected values of at most " + std::to_string(budget >> 20U) +
                    " MB, found more");
}

void refuseJsonMistake(std::size_t position, const nlohmann::json::exception &error, const std::string &name)
{
    const std::string place = " at byte " + std::to_string(position);
    const std::string_view what = error.what();
    if (what.find("UTF-8") != std::string_view::npos)
        throw LoadError(name + ": expected UTF-8, found broken text" + place);
    if (what.find("number overflow") != std::string_view::npos)
        throw LoadError(name + ": expected numbers of at most 1.8e308, found a larger one" + place);
    throw LoadError(name + ": expected JSON, found a mistake" + place);
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
