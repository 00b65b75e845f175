#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headscope {

/// One file of a gallery model.
struct GalleryFile {
    std::string name;   ///< in the model's folder
    std::string member; ///< inside the Python package
    std::int64_t bytes = 0;
    std::string sha256;
};

/// A model that one click or one command brings.
struct GalleryEntry {
    std::string name;  ///< as the command line calls it
    std::string title; ///< as its makers call it
    std::string about;
    std::string licence;
    std::string openFile; ///< which of the files opens it
    std::string hubId;    ///< owner/name on the Hub
    std::string packageName, packageVersion, packageSha256;
    std::vector<GalleryFile> files;

    [[nodiscard]] std::int64_t bytes() const;
};

/// The list that the program ships (`resources/gallery.json`). Throws LoadError when it is damaged.
[[nodiscard]] std::vector<GalleryEntry> galleryEntries();
[[nodiscard]] std::optional<GalleryEntry> findGalleryEntry(std::string_view name);

/// `resources/` of the source tree, or beside the program once it is installed.
[[nodiscard]] std::filesystem::path resourceFolder();

/// Where fetched models are kept: `$XDG_DATA_HOME/headscope/models`, else below `~/.local/share`.
[[nodiscard]] std::filesystem::path fetchedModelsFolder();

} // namespace headscope
