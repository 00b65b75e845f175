#pragma once

#include "core/message/message.h"

namespace headscope {

/// What a call of the system failed for (`errno`): the usual reasons in words that can be translated, the
/// others as the system says them.
[[nodiscard]] Message systemError(int code);

} // namespace headscope
