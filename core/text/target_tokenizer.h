#pragma once

#include "core/text/tokenizer.h"

#include <filesystem>
#include <memory>

namespace headscope {

/// The tokenizer of what a decoder reads and writes, where a folder has another for it than for the text:
/// Marian's `target.spm`, with `target_vocab.json` where its two languages have vocabularies of their own.
/// Null everywhere else. Throws LoadError.
[[nodiscard]] std::shared_ptr<const Tokenizer> openTargetTokenizer(const std::filesystem::path &folder);

} // namespace headscope
