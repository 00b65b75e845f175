#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace headscope {

/// The command line itself is wrong: exit status 2.
class UsageError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Found wanting after parsing: exit status 1. Any other exception of core ends the same way.
class Refusal : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// One line that a terminal shows and does not obey: control characters become \n, \t or \xNN.
[[nodiscard]] std::string escapeControls(std::string_view text);

} // namespace headscope
