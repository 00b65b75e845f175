#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace headscope {

enum class ModelOrigin { Embedded, Gallery, HubCache, Recent };

/// A model that can be offered.
struct OfferedModel {
    std::string name; ///< what `locateModel` understands
    ModelOrigin origin = ModelOrigin::Embedded;
    std::string title;
    std::string about;          ///< family and sizes
    std::int64_t bytes = 0;     ///< on disk, or to be fetched
    std::filesystem::path path; ///< empty: not here yet (`fetch` brings it)
    std::string problem;        ///< why it cannot be opened; empty when it can
    std::string family{};       ///< with its sizes: unless it cannot be read
    int layers = 0;
    int heads = 0;
};

/// Finds what MODEL names: a path, an embedded name, a gallery name, an id in the local Hub cache
/// (`owner/name[@revision][:file]`).
/// Throws LoadError with a sentence (for a gallery model that is not here yet: how to bring it).
[[nodiscard]] std::filesystem::path locateModel(const std::string &name);

/// True when `name` is a path, an embedded, gallery or cached name: something that `open` may be given.
[[nodiscard]] bool looksLikeModel(const std::string &name);

/// Embedded, gallery (only families that this build opens), local Hub cache (every snapshot), recent; only
/// configurations are read, no weights.
[[nodiscard]] std::vector<OfferedModel> offeredModels();

} // namespace headscope
