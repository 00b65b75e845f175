#pragma once

#include "core/text/splits/pre_tokenizer.h"

#include <string>

namespace headscope {

/// What `tokenizer.ggml.pre` stands for.
struct GgufSplit {
    PreTokenizerPointer splitter; ///< with bytes written as characters at its end
    bool ignoresMerges = false;   ///< a word that is in the vocabulary is one token
    bool addsBegin = false;       ///< where the file does not say
};

/// Throws LoadError for a name that is not known: another way of splitting would give other ids.
[[nodiscard]] GgufSplit ggufSplit(const std::string &name);

} // namespace headscope
