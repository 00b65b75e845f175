#pragma once

#include "core/message/message.h"
#include "core/model/output_spec.h"

#include <filesystem>
#include <vector>

namespace headscope {

/// How a sentence-transformers folder makes a text's vector: `modules.json` and the pooling module's
/// `config.json` beside it, or `1_Pooling/config.json` alone. The default without these files. Adds a warning
/// for every module that is left out of the vector. Throws LoadError for files that are not what they should
/// be.
[[nodiscard]] SentenceVector readSentenceVector(const std::filesystem::path &folder,
                                                std::vector<Message> &warnings);

} // namespace headscope
