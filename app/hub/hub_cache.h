#pragma once

#include "app/hub/hub_settings.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headscope {

/// A model in the local Hub cache: a snapshot of a repository, or one of several GGUF files in it.
struct HubModel {
    std::string repository; ///< owner/name
    std::string revision;   ///< a branch, a tag or a commit; empty for the snapshot that the bare name means
    std::string commit;
    std::filesystem::path snapshot;
    std::string file; ///< set when the snapshot holds several models

    /// `owner/name[@revision][:file]`, as the command line takes it.
    [[nodiscard]] std::string name() const;
    /// What opens it.
    [[nodiscard]] std::filesystem::path path() const { return file.empty() ? snapshot : snapshot / file; }
};

/// Every snapshot of every model in the cache, ordered by name. The bare name means what `refs/main` says,
/// else the snapshot written last. Nothing in the files is read.
[[nodiscard]] std::vector<HubModel> hubModels();

/// The model that `name` means: a revision may be a branch, a tag, a commit or seven digits of one; a file
/// may be a part of its name. Empty when it is not here.
[[nodiscard]] std::optional<HubModel> findHubModel(std::string_view name);

} // namespace headscope
