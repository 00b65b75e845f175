#pragma once

#include <QString>

#include <exception>

namespace headscope {

/// What a failure says to the user, in the window's language where its words are known; names and paths keep
/// their reading direction.
[[nodiscard]] QString failureText(const std::exception &error);

} // namespace headscope
