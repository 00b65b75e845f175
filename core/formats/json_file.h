#pragma once

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <string>
#include <string_view>

namespace headscope {

/// Parses JSON strictly: duplicate keys, nesting deeper than 64, invalid UTF-8 and trailing bytes are
/// refused. `name` is what the sentence of the LoadError calls the text.
[[nodiscard]] nlohmann::json parseJson(std::string_view text, const std::string &name);

inline constexpr std::size_t kLongestJson = 48U << 20U; ///< bytes

/// Reads and parses a JSON file of at most `maxBytes`. Throws LoadError.
[[nodiscard]] nlohmann::json readJsonFile(const std::filesystem::path &file,
                                          std::size_t maxBytes = kLongestJson);
/// The text of such a file, for those who parse it in parts.
[[nodiscard]] std::string readJsonText(const std::filesystem::path &file,
                                       std::size_t maxBytes = kLongestJson);

} // namespace headscope
