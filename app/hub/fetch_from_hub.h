#pragma once

#include "app/hub/hub_id.h"
#include "app/hub/hub_settings.h"
#include "app/web/patience.h"

#include <filesystem>
#include <map>
#include <stop_token>
#include <string>

namespace headscope {

/// What to bring, and the SHA-256 of those of its files that we know.
struct HubRequest {
    HubId id;
    std::map<std::string, std::string> pinned{}; ///< by file name
    /// A commit is wanted, and the bare name shall mean it where it means nothing yet: offline, other tools
    /// look for the branch `main`.
    bool isMain = false;
};

/// Brings the files that open a model, and no others, into the Hub cache in the layout that other tools know.
///
/// The list of files and their hashes come from the Hub; each file is checked against its pinned hash, or the
/// Hub's own where none is pinned, before it gets its name; a note says which. A branch or tag is remembered
/// when everything is here. What is here already is not brought again.
///
/// Returns the path that opens the model; empty when stopped (what was brought stays, and the next fetch goes
/// on from there). Throws FetchFailure with a sentence. Blocks; run it beside the window.
[[nodiscard]] std::filesystem::path fetchFromHub(const HubRequest &request, const HubSettings &settings,
                                                 const FetchReport &report, const std::stop_token &stop = {});

} // namespace headscope
