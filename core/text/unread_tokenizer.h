#pragma once

#include "core/message/message.h"

#include <filesystem>
#include <optional>

namespace headscope {

/// Why a folder's tokenizer is not read although its files look like one that is: FlauBERT's words are cut by
/// rules of languages before its pieces. Its models open all the same and take ids.
[[nodiscard]] std::optional<Message> unreadTokenizer(const std::filesystem::path &folder);

} // namespace headscope
