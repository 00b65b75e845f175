#pragma once

#include <stdexcept>
#include <string>

namespace headscope {

/// What was found while opening cannot be used. `what()` is one sentence for the user: which file, what was
/// expected, what was found.
class LoadError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

} // namespace headscope
