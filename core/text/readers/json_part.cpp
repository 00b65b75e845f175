#include "core/text/readers/json_part.h"

#include "core/formats/in_quotes.h"
#include "core/formats/load_error.h"

namespace headscope {

JsonPart::JsonPart(const nlohmann::json &value, std::string place)
    : m_value(&value)
    , m_place(std::move(place))
{
}

bool JsonPart::has(const char *key) const
{
    if (!m_value->is_object())
        return false;
    const auto found = m_value->find(key);
    return found != m_value->end() && !found->is_null();
}

JsonPart JsonPart::at(const char *key) const
{
    if (!has(key))
        refuse(sentence("core", "expected a value \"%1\", found none").with(key));
    return {m_value->at(key), m_place + "." + key};
}

std::vector<JsonPart> JsonPart::items() const
{
    if (!m_value->is_array())
        refuse(sentence("core", "expected a list, found %1").with(m_value->type_name()));
    std::vector<JsonPart> parts;
    parts.reserve(m_value->size());
    for (const nlohmann::json &item : *m_value)
        parts.emplace_back(item, m_place + "[" + std::to_string(parts.size()) + "]");
    return parts;
}

std::string JsonPart::text() const
{
    if (!m_value->is_string())
        refuse(sentence("core", "expected a text, found %1").with(m_value->type_name()));
    return m_value->get<std::string>();
}

std::int64_t JsonPart::number() const
{
    if (!m_value->is_number_integer() ||
        (m_value->is_number_unsigned() && m_value->get<std::uint64_t>() > INT64_MAX))
        refuse(sentence("core", "expected a whole number, found %1").with(inQuotes(m_value->dump())));
    return m_value->get<std::int64_t>();
}

bool JsonPart::flag() const
{
    if (!m_value->is_boolean())
        refuse(sentence("core", "expected true or false, found %1").with(m_value->type_name()));
    return m_value->get<bool>();
}

std::string JsonPart::text(const char *key, const std::string &otherwise) const
{
    return has(key) ? at(key).text() : otherwise;
}

std::int64_t JsonPart::number(const char *key, std::int64_t otherwise) const
{
    return has(key) ? at(key).number() : otherwise;
}

bool JsonPart::flag(const char *key, bool otherwise) const
{
    return has(key) ? at(key).flag() : otherwise;
}

void JsonPart::refuse(const Message &expectedAndFound) const
{
    throw LoadError(sentence("core", "%1: %2").with(m_place, expectedAndFound));
}

} // namespace headscope
