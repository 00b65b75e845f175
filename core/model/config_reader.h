#pragma once

#include "core/message/message.h"

#include <nlohmann/json_fwd.hpp>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headscope {

/// Typed access to a model's configuration: one JSON object, or what a GGUF file says under its architecture.
///
/// Every key may have several spellings; `null` counts as absent. A value of another kind, or one that no
/// model can have, is a LoadError naming file, key, what was expected and what was found.
class ConfigReader {
public:
    using Spellings = std::initializer_list<std::string_view>;

    /// `object` must outlive the reader.
    ConfigReader(const nlohmann::json &object, std::string file);

    [[nodiscard]] const std::string &file() const { return m_file; }
    [[nodiscard]] bool has(Spellings keys) const { return find(keys).value != nullptr; }

    /// A whole number from 1 to 2^31 - 1; without a fallback the key must be there.
    [[nodiscard]] int count(Spellings keys, std::optional<int> fallback = {}) const;
    /// A whole number from 0 to 2^31 - 1: a token's id, say.
    [[nodiscard]] int index(Spellings keys, int fallback) const;
    /// A finite number.
    [[nodiscard]] float number(Spellings keys, std::optional<float> fallback = {}) const;
    /// The same in double precision.
    [[nodiscard]] double real(Spellings keys, std::optional<double> fallback = {}) const;
    /// A list of finite numbers, or of whole numbers from 0; empty when absent.
    [[nodiscard]] std::vector<float> numbers(std::string_view key) const;
    [[nodiscard]] std::vector<int> indices(std::string_view key) const;
    /// Whether the key is there and says `null`: what it names is switched off.
    [[nodiscard]] bool isNull(std::string_view key) const;
    [[nodiscard]] bool isList(std::string_view key) const;
    [[nodiscard]] bool flag(Spellings keys, bool fallback) const;
    [[nodiscard]] std::string text(Spellings keys, std::string_view fallback) const;
    [[nodiscard]] std::vector<std::string> texts(std::string_view key) const;
    /// A list of pairs, each a list of texts and how often these follow each other, laid out as one list;
    /// empty when absent.
    [[nodiscard]] std::vector<std::string> repeatedTexts(std::string_view key) const;
    /// A list of texts, or one text whose parts stand between bars.
    [[nodiscard]] std::vector<std::string> words(std::string_view key) const;
    /// A whole number above 0; `fallback` where it is absent or not above it.
    [[nodiscard]] int positiveOr(std::string_view key, int fallback) const;
    /// An object whose keys are 0 … n-1 and whose values are texts; empty when absent.
    [[nodiscard]] std::vector<std::string> numberedTexts(std::string_view key) const;
    /// The object of that name, if there is one.
    [[nodiscard]] std::optional<ConfigReader> object(std::string_view key) const;
    /// True when there is a non-empty object, a non-empty list, or a number other than zero.
    [[nodiscard]] bool isSet(std::string_view key) const;

    /// Throws LoadError: this configuration asks for something that would be computed wrongly.
    [[noreturn]] void refuse(std::string_view key, const Message &why) const;

private:
    struct Found {
        std::string_view key;
        const nlohmann::json *value = nullptr;
    };
    [[nodiscard]] Found find(Spellings keys) const;
    [[nodiscard]] std::vector<std::string> textsOf(const Found &found) const;
    [[noreturn]] void refuseMissing(Spellings keys) const;
    [[noreturn]] void refuseValue(const Found &found, const Message &expected) const;

    const nlohmann::json *m_object;
    std::string m_file;
};

} // namespace headscope
