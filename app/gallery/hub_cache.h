#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headscope {

/// A model repository in the local Hub cache.
struct HubModel {
    std::string id; ///< owner/name
    std::filesystem::path snapshot;
};

/// `HF_HUB_CACHE`, else `HF_HOME`/hub, else `~/.cache/huggingface/hub`.
[[nodiscard]] std::filesystem::path hubCacheFolder();

/// The models in the cache with their newest snapshot (`refs/main` where it is there), ordered by id.
[[nodiscard]] std::vector<HubModel> hubModels();
[[nodiscard]] std::optional<HubModel> findHubModel(std::string_view id);

} // namespace headscope
