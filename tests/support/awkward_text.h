#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace headscope {

/// Lines of awkward text, the same on every machine: every script, controls, marks, emoji, right to left,
/// long runs. tests/golden/awkward_text.py makes them too.
[[nodiscard]] std::vector<std::string> awkwardLines(std::size_t count = 5000);

} // namespace headscope
