#pragma once

#include "core/message/message.h"

#include <nlohmann/json.hpp>

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace headscope {

/// Receives each member of a JSON object as soon as it is complete.
using JsonMemberHandler = std::function<void(const std::string &key, nlohmann::json &&value)>;

/// Strictly parses a JSON object without holding more than one of its members at a time. A key that appears
/// twice at the top is the handler's to refuse; deeper ones are refused here. Throws LoadError.
void parseJsonMembers(std::string_view text, const std::string &name, const JsonMemberHandler &handler);

/// Receives the members of an object, or the items of a list (which have no key), as soon as each is
/// complete.
using JsonItemHandler = std::function<void(const std::string *key, nlohmann::json &&value)>;

/// A container whose content is handed over instead of being kept; `place` are the keys that lead to it.
struct JsonStream {
    std::vector<std::string> place;
    JsonItemHandler handler;
};

/// Strictly parses JSON; the containers that are streamed stay empty. Not more than 32 MB of values are held
/// at a time. A key that appears twice in a streamed object is the handler's to refuse. Throws LoadError.
[[nodiscard]] nlohmann::json parseJsonInParts(std::string_view text, const std::string &name,
                                              std::vector<JsonStream> streams);

/// Builds a value from the events of nlohmann's parser, which alone would keep the last of two equal keys
/// silently and nest without limit. The functions in lower case are named by nlohmann's SAX interface; every
/// one throws LoadError rather than return false.
class JsonBuilder {
public:
    /// At most `budget` bytes of values are held.
    JsonBuilder(std::string name, std::size_t budget, std::vector<JsonStream> streams = {});

    [[nodiscard]] nlohmann::json take() { return std::move(m_root); }

    bool null();
    bool boolean(bool value);
    bool number_integer(std::int64_t value);
    bool number_unsigned(std::uint64_t value);
    bool number_float(double value, const std::string &text);
    bool string(std::string &value);
    bool binary(nlohmann::json::binary_t &value);
    bool start_object(std::size_t size);
    bool key(std::string &text);
    bool end_object();
    bool start_array(std::size_t size);
    bool end_array();
    bool parse_error(std::size_t position, const std::string &token, const nlohmann::json::exception &error);

private:
    using Member = std::pair<std::string, nlohmann::json>;

    /// A container that is not complete yet.
    struct Open {
        nlohmann::json *container = nullptr;
        std::vector<Member> members; // an object's, in the text's order
        const JsonItemHandler *handler = nullptr;
        std::size_t heldBefore = 0; // bytes
    };

    [[nodiscard]] const JsonItemHandler *handlerHere() const;
    nlohmann::json &place(nlohmann::json value);
    bool add(nlohmann::json value);
    bool open(nlohmann::json container);
    bool close();
    void orderMembers(Open &object) const;
    void deliver();
    void charge(std::size_t bytes);
    [[noreturn]] void refuse(const Message &found) const;

    std::string m_name;
    std::size_t m_budget;
    std::vector<JsonStream> m_streams;
    std::size_t m_held = 0;
    nlohmann::json m_root;
    std::vector<Open> m_open;
};

} // namespace headscope
