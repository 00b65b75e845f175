#pragma once

#include <string>

namespace headscope {

/// Before anything is computed: a long run should not end with a file that cannot be kept. Throws Refusal.
void checkPlace(const std::string &file);

} // namespace headscope
