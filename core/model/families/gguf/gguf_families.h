#pragma once

#include "core/model/families/family.h"

namespace headscope {

/// The decoder-only families as llama.cpp's converters write them.
[[nodiscard]] std::span<const Family> ggufDecoders();
/// Those of them that differ from Llama, GPT-2 or BLOOM in a few numbers.
[[nodiscard]] std::span<const Family> ggufRelatives();

} // namespace headscope
