#include "core/formats/json_builder.h"

#include "core/formats/in_quotes.h"
#include "core/formats/load_error.h"

#include <algorithm>

namespace headscope {

namespace {

using nlohmann::json;

constexpr std::size_t kDeepest = 64;

// What a value costs in memory, roughly, allocator included.
constexpr std::size_t kValueCost = 32;
constexpr std::size_t kContainerCost = 48;
constexpr std::size_t kMemberCost = 96;
constexpr std::size_t kStringCost = 48;

} // namespace

JsonBuilder::JsonBuilder(std::string name, std::size_t budget, JsonMemberHandler handler)
    : m_name(std::move(name))
    , m_budget(budget)
    , m_handler(std::move(handler))
{
}

bool JsonBuilder::null()
{
    return add(nullptr);
}

bool JsonBuilder::boolean(bool value)
{
    return add(value);
}

bool JsonBuilder::number_integer(std::int64_t value)
{
    return add(value);
}

bool JsonBuilder::number_unsigned(std::uint64_t value)
{
    return add(value);
}

bool JsonBuilder::number_float(double value, const std::string & /*text*/)
{
    return add(value);
}

bool JsonBuilder::string(std::string &value)
{
    charge(kStringCost + value.size());
    return add(std::move(value));
}

bool JsonBuilder::binary(json::binary_t & /*value*/)
{
    refuse("expected JSON, found binary data");
}

bool JsonBuilder::start_object(std::size_t /*size*/)
{
    return open(json::object());
}

bool JsonBuilder::key(std::string &text)
{
    if (isStreaming() && m_open.size() == 1) {
        m_streamedKey = std::move(text);
        m_member = &m_streamed;
        return true;
    }
    charge(kMemberCost + text.size());
    auto &members = m_open.back()->get_ref<json::object_t &>();
    const auto [member, isNew] = members.try_emplace(std::move(text), nullptr);
    if (!isNew)
        refuse("expected each key once, found " + inQuotes(member->first) + " twice");
    m_member = &member->second;
    return true;
}

bool JsonBuilder::end_object()
{
    return close();
}

bool JsonBuilder::start_array(std::size_t /*size*/)
{
    return open(json::array());
}

bool JsonBuilder::end_array()
{
    return close();
}

bool JsonBuilder::parse_error(std::size_t position, const std::string & /*token*/,
                              const json::exception &error)
{
    const std::string place = " at byte " + std::to_string(position);
    if (std::string_view(error.what()).find("UTF-8") != std::string_view::npos)
        refuse("expected UTF-8, found broken text" + place);
    if (std::string_view(error.what()).find("number overflow") != std::string_view::npos)
        refuse("expected numbers of at most 1.8e308, found a larger one" + place);
    refuse("expected JSON, found a mistake" + place);
}

bool JsonBuilder::add(json value)
{
    charge(kValueCost);
    if (m_open.empty()) {
        if (isStreaming())
            refuse("expected a JSON object, found a single value");
        m_root = std::move(value);
    } else if (m_open.back()->is_array()) {
        m_open.back()->get_ref<json::array_t &>().push_back(std::move(value));
    } else {
        *m_member = std::move(value);
        deliver();
    }
    return true;
}

bool JsonBuilder::open(json container)
{
    charge(kValueCost + kContainerCost);
    if (m_open.size() == kDeepest)
        refuse("expected at most " + std::to_string(kDeepest) + " levels of nesting, found more");
    if (m_open.empty()) {
        if (isStreaming() && !container.is_object())
            refuse("expected a JSON object, found an array");
        m_root = std::move(container);
        m_open.push_back(&m_root);
    } else if (m_open.back()->is_array()) {
        auto &values = m_open.back()->get_ref<json::array_t &>();
        values.push_back(std::move(container));
        m_open.push_back(&values.back());
    } else {
        *m_member = std::move(container);
        m_open.push_back(m_member);
    }
    return true;
}

bool JsonBuilder::close()
{
    m_open.pop_back();
    deliver();
    return true;
}

/// Hands the streamed member over when it is complete.
void JsonBuilder::deliver()
{
    if (!isStreaming() || m_open.size() != 1)
        return;
    m_handler(m_streamedKey, std::move(m_streamed));
    m_held = 0;
}

void JsonBuilder::charge(std::size_t bytes)
{
    m_held += bytes;
    if (m_held > m_budget)
        refuse("expected values of at most " + std::to_string(m_budget >> 20U) + " MB, found more");
}

void JsonBuilder::refuse(const std::string &found) const
{
    throw LoadError(m_name + ": " + found);
}

} // namespace headscope
