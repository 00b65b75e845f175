#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace headscope {

/// What a user calls a model of the Hub: `owner/name[@revision][:file]`.
struct HubId {
    std::string repository; ///< `owner/name`; models of the Hub's first days have no owner
    std::string revision;   ///< a branch, a tag or a commit; empty when none was said
    std::string
        file; ///< the GGUF file meant, or a part of its name such as `Q4_1`; empty = what opens the model
    bool operator==(const HubId &) const = default;

    /// The revision, `main` when none was said.
    [[nodiscard]] std::string revisionOrMain() const { return revision.empty() ? "main" : revision; }
};

/// Empty when `text` cannot be such a name.
[[nodiscard]] std::optional<HubId> parseHubId(std::string_view text);

/// A name inside a repository that stays inside its folder: no `..`, no empty part, no control characters.
[[nodiscard]] bool isSafeHubPath(std::string_view path);
/// Forty lower-case hexadecimal digits.
[[nodiscard]] bool isCommit(std::string_view text);
/// Only lower-case hexadecimal digits, `digits` of them.
[[nodiscard]] bool isHex(std::string_view text, std::size_t digits);

} // namespace headscope
