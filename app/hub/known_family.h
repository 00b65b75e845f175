#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace headscope {

/// True when a folder whose config.json says this `model_type` can be opened by this build.
[[nodiscard]] bool hasFolderFamily(std::string_view modelType);
/// The same for a GGUF file's architecture.
[[nodiscard]] bool hasGgufFamily(std::string_view architecture);
/// What a config.json says of itself; empty when it does not.
[[nodiscard]] std::string modelTypeIn(const std::filesystem::path &config);

} // namespace headscope
