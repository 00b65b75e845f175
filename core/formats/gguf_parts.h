#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace headscope {

/// One of the files that a GGUF model was split into: `model-00002-of-00005.gguf`.
struct GgufPart {
    std::filesystem::path folder;
    std::string stem; ///< `model`
    int number = 1;   ///< from 1, as names count
    int count = 1;

    /// Where another part of the same model lies.
    [[nodiscard]] std::filesystem::path sibling(int part) const;
};

/// What a file's name says; empty when it is not a part's.
[[nodiscard]] std::optional<GgufPart> ggufPart(const std::filesystem::path &file);

} // namespace headscope
