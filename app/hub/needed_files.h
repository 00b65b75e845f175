#pragma once

#include "app/hub/hub_listing.h"

#include <filesystem>
#include <string>
#include <vector>

namespace headscope {

/// Which files of a repository open its model.
struct NeededFiles {
    std::vector<std::string> first;   ///< small: configuration, tokenizer, pooling, the index of the shards
    std::vector<std::string> weights; ///< empty when the index, once it is here, names the shards
    std::string index;                ///< `model.safetensors.index.json` or its like, when they are sharded
    std::string opens;                ///< the file that opens the model; empty: its folder does
};

/// `wanted` is the GGUF file meant, or a part of its name that only one has. Throws FetchFailure with a
/// sentence when there is nothing that could be opened, or a choice to be made.
[[nodiscard]] NeededFiles neededFiles(const HubListing &listing, const std::string &repository,
                                      const std::string &wanted);

/// False for the second and later parts of a split GGUF model (`-00002-of-00003.gguf`).
[[nodiscard]] bool isFirstGgufPart(const std::string &name);

/// The shards that an index names, each once. Throws FetchFailure when it names what the repository lacks.
[[nodiscard]] std::vector<std::string> shardsOf(const std::filesystem::path &index, const HubListing &listing,
                                                const std::string &repository);

} // namespace headscope
