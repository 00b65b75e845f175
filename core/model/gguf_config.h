#pragma once

#include "core/formats/gguf.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace headscope {

/// `general.architecture`. Throws LoadError when it is missing.
[[nodiscard]] std::string ggufArchitecture(const GgufFile &file);

/// What a GGUF file says under its architecture, as one object without that prefix:
/// `llama.attention.head_count` becomes `attention.head_count`.
[[nodiscard]] nlohmann::json ggufConfig(const GgufFile &file, const std::string &architecture);

} // namespace headscope
