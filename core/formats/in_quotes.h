#pragma once

#include <string>
#include <string_view>

namespace headscope {

/// Whether `text` is well-formed UTF-8.
[[nodiscard]] bool isUtf8(std::string_view text);

/// `text` in single quotes, fit for a sentence: shortened to some 80 bytes, control characters and broken
/// UTF-8 replaced. Names in model files are untrusted and can be megabytes long.
[[nodiscard]] std::string inQuotes(std::string_view text);

} // namespace headscope
