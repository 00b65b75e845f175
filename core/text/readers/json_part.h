#pragma once

#include "core/message/message.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace headscope {

/// A value inside of a tokenizer file, read with checks. Each function throws a LoadError that names the
/// place.
class JsonPart {
public:
    JsonPart(const nlohmann::json &value, std::string place);

    /// Absent and null are the same.
    [[nodiscard]] bool has(const char *key) const;
    [[nodiscard]] JsonPart at(const char *key) const;
    /// The members of an array.
    [[nodiscard]] std::vector<JsonPart> items() const;

    [[nodiscard]] std::string text() const;
    [[nodiscard]] std::int64_t number() const;
    [[nodiscard]] bool flag() const;

    [[nodiscard]] std::string text(const char *key, const std::string &otherwise) const;
    [[nodiscard]] std::int64_t number(const char *key, std::int64_t otherwise) const;
    [[nodiscard]] bool flag(const char *key, bool otherwise) const;

    /// The member "type", which must be there.
    [[nodiscard]] std::string type() const { return at("type").text(); }

    [[nodiscard]] const nlohmann::json &value() const { return *m_value; }
    [[noreturn]] void refuse(const Message &expectedAndFound) const;

private:
    const nlohmann::json *m_value;
    std::string m_place;
};

} // namespace headscope
