#pragma once

#include <string>

namespace headscope {

/// How a model is called on screen: as its makers call it when it is one of the gallery's, else `name`.
[[nodiscard]] std::string modelTitle(const std::string &source, const std::string &path,
                                     const std::string &name);

} // namespace headscope
