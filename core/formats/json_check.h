#pragma once

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <string>

namespace headscope {

// What a value costs in memory, roughly, allocator included. A key counts as a member, its value apart.
inline constexpr std::size_t kJsonValueCost = 32;
inline constexpr std::size_t kJsonContainerCost = 48;
inline constexpr std::size_t kJsonMemberCost = 96;
inline constexpr std::size_t kJsonStringCost = 48;

[[noreturn]] void refuseJsonCost(std::size_t budget, const std::string &name);
[[noreturn]] void refuseJsonMistake(std::size_t position, const nlohmann::json::exception &error,
                                    const std::string &name);

/// Parses a text and keeps nothing of it: throws LoadError where it is no JSON. The functions in lower case
/// are named by nlohmann's SAX interface.
class JsonCheck {
public:
    explicit JsonCheck(std::string name);

    // NOLINTBEGIN(readability-convert-member-functions-to-static): the interface wants members
    bool null() { return true; }
    bool boolean(bool /*value*/) { return true; }
    bool number_integer(std::int64_t /*value*/) { return true; }
    bool number_unsigned(std::uint64_t /*value*/) { return true; }
    bool number_float(double /*value*/, const std::string & /*text*/) { return true; }
    bool string(std::string & /*value*/) { return true; }
    bool binary(nlohmann::json::binary_t & /*value*/) { return true; }
    bool start_object(std::size_t /*size*/) { return true; }
    bool key(std::string & /*text*/) { return true; }
    bool end_object() { return true; }
    bool start_array(std::size_t /*size*/) { return true; }
    bool end_array() { return true; }
    // NOLINTEND(readability-convert-member-functions-to-static)
    bool parse_error(std::size_t position, const std::string &token, const nlohmann::json::exception &error);

private:
    std::string m_name;
};

} // namespace headscope
