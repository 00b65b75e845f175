#include "core/model/config_reader.h"

#include "core/formats/load_error.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <cmath>
#include <limits>
#include <sstream>

namespace headscope {

namespace {

constexpr std::size_t kLongestQuote = 60;

std::string quoted(const nlohmann::json &value)
{
    if (value.is_structured())
        return value.is_array() ? "a list" : "an object";
    std::string text = value.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
    if (text.size() > kLongestQuote)
        text = text.substr(0, kLongestQuote) + "…";
    return text;
}

std::size_t numberOf(const std::string &key, std::size_t notANumber)
{
    std::size_t number = 0;
    const char *end = key.data() + key.size();
    const auto [stopped, error] = std::from_chars(key.data(), end, number);
    return error == std::errc() && stopped == end ? number : notANumber;
}

} // namespace

ConfigReader::ConfigReader(const nlohmann::json &object, std::string file)
    : m_object(&object)
    , m_file(std::move(file))
{
    if (!object.is_object())
        throw LoadError(
            sentence("core", "%1: a JSON object was expected, found %2.").with(m_file, quoted(object)));
}

ConfigReader::Found ConfigReader::find(Spellings keys) const
{
    for (const std::string_view key : keys) {
        const auto found = m_object->find(std::string(key));
        if (found != m_object->end() && !found->is_null())
            return {key, &*found};
    }
    return {};
}

int ConfigReader::count(Spellings keys, std::optional<int> fallback) const
{
    const Found found = find(keys);
    if (found.value == nullptr) {
        if (!fallback)
            refuseMissing(keys);
        return *fallback;
    }
    constexpr auto largest = static_cast<std::uint64_t>(std::numeric_limits<int>::max());
    const bool fits = found.value->is_number_unsigned()
                          ? found.value->get<std::uint64_t>() - 1 < largest
                          : found.value->is_number_integer() && found.value->get<std::int64_t>() > 0 &&
                                found.value->get<std::uint64_t>() <= largest;
    if (!fits)
        refuseValue(found, sentence("core", "a whole number from 1 to 2147483647"));
    return found.value->get<int>();
}

int ConfigReader::index(Spellings keys, int fallback) const
{
    const Found found = find(keys);
    if (found.value == nullptr)
        return fallback;
    constexpr std::int64_t largest = std::numeric_limits<int>::max();
    const bool isWhole = found.value->is_number_unsigned()
                             ? found.value->get<std::uint64_t>() <= largest
                             : found.value->is_number_integer() && found.value->get<std::int64_t>() >= 0 &&
                                   found.value->get<std::int64_t>() <= largest;
    if (!isWhole)
        refuseValue(found, sentence("core", "a whole number from 0 to 2147483647"));
    return found.value->get<int>();
}

float ConfigReader::number(Spellings keys, std::optional<float> fallback) const
{
    const auto rounded = static_cast<float>(real(keys, fallback));
    if (!std::isfinite(rounded))
        refuseValue(find(keys), sentence("core", "a finite number"));
    return rounded;
}

double ConfigReader::real(Spellings keys, std::optional<double> fallback) const
{
    const Found found = find(keys);
    if (found.value == nullptr) {
        if (!fallback)
            refuseMissing(keys);
        return *fallback;
    }
    if (!found.value->is_number() || !std::isfinite(found.value->get<double>()))
        refuseValue(found, sentence("core", "a finite number"));
    return found.value->get<double>();
}

bool ConfigReader::isNull(std::string_view key) const
{
    const auto found = m_object->find(std::string(key));
    return found != m_object->end() && found->is_null();
}

bool ConfigReader::isList(std::string_view key) const
{
    const Found found = find({key});
    return found.value != nullptr && found.value->is_array();
}

std::vector<float> ConfigReader::numbers(std::string_view key) const
{
    const Found found = find({key});
    std::vector<float> all;
    if (found.value == nullptr)
        return all;
    if (!found.value->is_array())
        refuseValue(found, sentence("core", "a list of numbers"));
    for (const nlohmann::json &one : *found.value) {
        if (!one.is_number() || !std::isfinite(one.get<float>()))
            refuseValue({key, &one}, sentence("core", "a list of finite numbers"));
        all.push_back(one.get<float>());
    }
    return all;
}

std::vector<int> ConfigReader::indices(std::string_view key) const
{
    const Found found = find({key});
    std::vector<int> all;
    if (found.value == nullptr)
        return all;
    if (!found.value->is_array())
        refuseValue(found, sentence("core", "a list of whole numbers"));
    for (const nlohmann::json &one : *found.value) {
        const bool fits = one.is_number_integer() && one.get<double>() >= 0 &&
                          one.get<double>() <= std::numeric_limits<int>::max();
        if (!fits)
            refuseValue({key, &one}, sentence("core", "a list of whole numbers that are not negative"));
        all.push_back(one.get<int>());
    }
    return all;
}

bool ConfigReader::flag(Spellings keys, bool fallback) const
{
    const Found found = find(keys);
    if (found.value == nullptr)
        return fallback;
    if (!found.value->is_boolean())
        refuseValue(found, sentence("core", "true or false"));
    return found.value->get<bool>();
}

std::string ConfigReader::text(Spellings keys, std::string_view fallback) const
{
    const Found found = find(keys);
    if (found.value == nullptr)
        return std::string(fallback);
    if (!found.value->is_string())
        refuseValue(found, sentence("core", "a text"));
    return found.value->get<std::string>();
}

std::vector<std::string> ConfigReader::texts(std::string_view key) const
{
    const Found found = find({key});
    return found.value == nullptr ? std::vector<std::string>() : textsOf(found);
}

std::vector<std::string> ConfigReader::textsOf(const Found &found) const
{
    std::vector<std::string> all;
    if (!found.value->is_array())
        refuseValue(found, sentence("core", "a list of texts"));
    for (const nlohmann::json &one : *found.value) {
        if (!one.is_string())
            refuseValue({found.key, &one}, sentence("core", "a list of texts"));
        all.push_back(one.get<std::string>());
    }
    return all;
}

std::vector<std::string> ConfigReader::repeatedTexts(std::string_view key) const
{
    constexpr std::size_t kMost = 1U << 16U;
    const Found found = find({key});
    std::vector<std::string> all;
    if (found.value == nullptr)
        return all;
    const Sentence expected = sentence("core", "a list of pairs of texts and how often they come");
    if (!found.value->is_array())
        refuseValue(found, expected);
    for (const nlohmann::json &pair : *found.value) {
        if (!pair.is_array() || pair.size() != 2 || !pair[1].is_number_unsigned())
            refuseValue({key, &pair}, expected);
        const std::vector<std::string> texts = textsOf({key, &pair[0]});
        const auto times = pair[1].get<std::uint64_t>();
        if (times > kMost || all.size() + times * texts.size() > kMost)
            refuseValue({key, &pair[1]}, expected);
        for (std::uint64_t time = 0; time < times; ++time)
            all.insert(all.end(), texts.begin(), texts.end());
    }
    return all;
}

std::vector<std::string> ConfigReader::words(std::string_view key) const
{
    const Found found = find({key});
    if (found.value == nullptr || !found.value->is_string())
        return texts(key);
    std::vector<std::string> all;
    std::istringstream parts(found.value->get<std::string>());
    for (std::string part; std::getline(parts, part, '|');)
        all.push_back(part);
    return all;
}

int ConfigReader::positiveOr(std::string_view key, int fallback) const
{
    const Found found = find({key});
    if (found.value == nullptr || (found.value->is_number_integer() && found.value->get<std::int64_t>() <= 0))
        return fallback;
    return count({key});
}

std::vector<std::string> ConfigReader::numberedTexts(std::string_view key) const
{
    const Found found = find({key});
    if (found.value == nullptr)
        return {};
    if (!found.value->is_object())
        refuseValue(found, sentence("core", "an object of numbered texts"));
    std::vector<const nlohmann::json *> inOrder(found.value->size(), nullptr);
    for (const auto &[number, value] : found.value->items()) {
        const std::size_t index = numberOf(number, inOrder.size());
        if (index >= inOrder.size() || inOrder[index] != nullptr || !value.is_string())
            refuseValue(found, sentence("core", "one text for each number from 0 upwards"));
        inOrder[index] = &value;
    }
    std::vector<std::string> all;
    for (const nlohmann::json *one : inOrder)
        all.push_back(one->get<std::string>());
    return all;
}

std::optional<ConfigReader> ConfigReader::object(std::string_view key) const
{
    const Found found = find({key});
    if (found.value == nullptr)
        return {};
    if (!found.value->is_object())
        refuseValue(found, sentence("core", "an object"));
    return ConfigReader(*found.value, m_file);
}

bool ConfigReader::isSet(std::string_view key) const
{
    const Found found = find({key});
    if (found.value == nullptr)
        return false;
    if (found.value->is_structured() || found.value->is_string())
        return !found.value->empty();
    return found.value->is_boolean() ? found.value->get<bool>() : found.value->get<double>() != 0;
}

void ConfigReader::refuse(std::string_view key, const Message &why) const
{
    const Found found = find({key});
    const Message value = found.value == nullptr ? sentence("core", "absent") : Message(quoted(*found.value));
    throw LoadError(sentence("core", "%1: '%2' is %3: %4.").with(m_file, key, value, why));
}

void ConfigReader::refuseMissing(Spellings keys) const
{
    std::string names;
    for (const std::string_view key : keys)
        names += (names.empty() ? "'" : " or '") + std::string(key) + "'";
    throw LoadError(sentence("core", "%1: %2 is missing.").with(m_file, names));
}

void ConfigReader::refuseValue(const Found &found, const Message &expected) const
{
    throw LoadError(sentence("core", "%1: '%2' should be %3, found %4.")
                        .with(m_file, found.key, expected, quoted(*found.value)));
}

} // namespace headscope
