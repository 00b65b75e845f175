#pragma once

#include <string>

namespace headscope {

/// The folder of this repository, without a separator at its end. A function, so that one compilation alone
/// knows where the repository stands and a compiler cache serves every clone.
[[nodiscard]] std::string sourceFolder();

} // namespace headscope
