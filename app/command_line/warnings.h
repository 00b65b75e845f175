#pragma once

#include <string>

namespace headscope {

/// Keeps a warning until the command has succeeded: one that is refused writes its refusal and nothing else.
void warn(const std::string &sentence);

/// Something is kept that has not been written.
[[nodiscard]] bool hasWarnings();

/// Writes the kept warnings to standard error, a line each.
void writeWarnings();

} // namespace headscope
