#pragma once

#include "core/model/families/family.h"

namespace headscope {

/// The decoder-only families as llama.cpp's converters write them.
[[nodiscard]] std::span<const Family> ggufDecoders();

} // namespace headscope
