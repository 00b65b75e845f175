#pragma once

#include "app/web/web_client.h"

#include <chrono>
#include <filesystem>
#include <string>

namespace headscope {

/// Where the Hub is and how it is asked, by the conventions of its own library.
struct HubSettings {
    std::string endpoint; ///< without a slash at its end
    std::string token;    ///< empty: anonymous
    std::filesystem::path cache;
    WebLimits limits;
    std::chrono::milliseconds backOff{1000}; ///< before the second try; doubled for each further one
    std::chrono::seconds longestWait{120};   ///< that the Hub may ask for
    bool isOffline = false;                  ///< `HF_HUB_OFFLINE`
};

/// From `HF_ENDPOINT`, `HF_TOKEN` or the token's file, `HF_HUB_CACHE` or `HF_HOME`,
/// `HF_HUB_DOWNLOAD_TIMEOUT`, `HF_HUB_OFFLINE`. Throws FetchFailure when one of them cannot be used.
[[nodiscard]] HubSettings hubSettings();

/// `HF_HOME`, else `~/.cache/huggingface`.
[[nodiscard]] std::filesystem::path hubHomeFolder();
/// `HF_HUB_CACHE`, else `hub` below it.
[[nodiscard]] std::filesystem::path hubCacheFolder();

} // namespace headscope
