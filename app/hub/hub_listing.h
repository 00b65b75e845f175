#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace headscope {

/// A file of a repository as the Hub's list has it.
struct HubFile {
    std::string name;        ///< with `/` between folders
    std::int64_t bytes = -1; ///< -1: the list does not say
    std::string hash{}; ///< its SHA-256 (64 digits) or git's SHA-1 (40 digits); empty: the list does not say
};

/// A repository at one commit.
struct HubListing {
    std::string commit;
    std::vector<HubFile> files; ///< ordered by name

    /// Null when there is none of that name.
    [[nodiscard]] const HubFile *find(std::string_view name) const;
};

/// Reads the answer to `/api/models/<id>/revision/<revision>?blobs=true`. Throws FetchFailure when it is no
/// such answer, or when it names files outside of the repository's folder.
[[nodiscard]] HubListing parseHubListing(std::string_view json, const std::string &repository);

} // namespace headscope
