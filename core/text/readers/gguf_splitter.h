#pragma once

#include "core/text/splits/pre_tokenizer.h"

#include <string>

namespace headscope {

/// The way of splitting that `tokenizer.ggml.pre` names, with bytes written as characters at its end.
/// Throws LoadError for a name that is not known.
[[nodiscard]] PreTokenizerPointer ggufSplitter(const std::string &name);

} // namespace headscope
