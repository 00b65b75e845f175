#include "core/formats/json_builder.h"

#include "core/formats/in_quotes.h"
#include "core/formats/json_check.h"
#include "core/formats/load_error.h"

#include <algorithm>

namespace headscope {

namespace {

using nlohmann::json;

constexpr std::size_t kDeepest = 64;

} // namespace

JsonBuilder::JsonBuilder(std::string name, std::size_t budget, std::vector<JsonStream> streams)
    : m_name(std::move(name))
    , m_budget(budget)
    , m_streams(std::move(streams))
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
    charge(kJsonStringCost + value.size());
    return add(std::move(value));
}

bool JsonBuilder::binary(json::binary_t & /*value*/)
{
    refuse(sentence("core", "expected JSON, found binary data"));
}

bool JsonBuilder::start_object(std::size_t /*size*/)
{
    return open(json::object());
}

bool JsonBuilder::key(std::string &text)
{
    charge(kJsonMemberCost + text.size());
    m_open.back().members.emplace_back(std::move(text), nullptr);
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
    refuseJsonMistake(position, error, m_name);
}

/// Puts a value where the text has it. The place stays valid while the value is being filled.
json &JsonBuilder::place(json value)
{
    charge(kJsonValueCost);
    if (m_open.empty())
        return m_root = std::move(value);
    Open &parent = m_open.back();
    if (parent.container->is_array())
        return parent.container->get_ref<json::array_t &>().emplace_back(std::move(value));
    return parent.members.back().second = std::move(value);
}

bool JsonBuilder::add(json value)
{
    place(std::move(value));
    deliver();
    return true;
}

bool JsonBuilder::open(json container)
{
    if (m_open.size() == kDeepest)
        refuse(sentence("core", "expected at most %1 levels of nesting, found more").with(kDeepest));
    charge(kJsonContainerCost);
    const JsonItemHandler *handler = handlerHere();
    json &opened = place(std::move(container));
    m_open.push_back({&opened, {}, handler, m_held});
    return true;
}

bool JsonBuilder::close()
{
    if (m_open.back().container->is_object())
        orderMembers(m_open.back());
    m_open.pop_back();
    deliver();
    return true;
}

/// Fills an object with its members. They are sorted first: putting the 50,000 tokens of a vocabulary into
/// the tree one by one takes twice as long.
void JsonBuilder::orderMembers(Open &object) const
{
    std::ranges::sort(object.members, {}, &Member::first);
    const auto twice = std::ranges::adjacent_find(object.members, {}, &Member::first);
    if (twice != object.members.end())
        refuse(sentence("core", "expected each key once, found %1 twice").with(inQuotes(twice->first)));
    auto &ordered = object.container->get_ref<json::object_t &>();
    for (auto &[key, value] : object.members)
        ordered.emplace_hint(ordered.end(), std::move(key), std::move(value));
}

/// Whose the content of the container is that opens now.
const JsonItemHandler *JsonBuilder::handlerHere() const
{
    const auto leadsHere = [](const std::string &key, const Open &open) {
        return !open.members.empty() && open.members.back().first == key;
    };
    for (const JsonStream &stream : m_streams) {
        if (std::ranges::equal(stream.place, m_open, leadsHere))
            return &stream.handler;
    }
    return nullptr;
}

/// Hands a complete member or item of a streamed container over.
void JsonBuilder::deliver()
{
    if (m_open.empty() || m_open.back().handler == nullptr)
        return;
    Open &parent = m_open.back();
    if (parent.container->is_array()) {
        auto &items = parent.container->get_ref<json::array_t &>();
        (*parent.handler)(nullptr, std::move(items.back()));
        items.clear();
    } else {
        auto &[key, value] = parent.members.back();
        (*parent.handler)(&key, std::move(value));
        parent.members.clear();
    }
    m_held = parent.heldBefore;
}

void JsonBuilder::charge(std::size_t bytes)
{
    m_held += bytes;
    if (m_held > m_budget)
        refuseJsonCost(m_budget, m_name);
}

void JsonBuilder::refuse(const Message &found) const
{
    throw LoadError(sentence("core", "%1: %2").with(m_name, found));
}

} // namespace headscope
