#pragma once

#include "core/message/message.h"

#include <stdexcept>

namespace headscope {

/// What was found while opening cannot be used. One sentence for the user: which file, what was expected,
/// what was found.
class LoadError : public Said<std::runtime_error> {
public:
    using Said::Said;
};

} // namespace headscope
