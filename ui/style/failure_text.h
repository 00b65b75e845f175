#pragma once

#include "core/message/message.h"

#include <QString>

#include <exception>

namespace headscope {

/// What a failure says to the user, in the window's language where its words are known; names and paths keep
/// their reading direction.
[[nodiscard]] QString failureText(const std::exception &error);

/// The same of a message, such as a warning about a model.
[[nodiscard]] QString messageText(const Message &message);

} // namespace headscope
