#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headscope {

/// One file of a gallery model inside a Python package.
struct GalleryFile {
    std::string name;   ///< in the model's folder
    std::string member; ///< inside the Python package
    std::int64_t bytes = 0;
    std::string sha256;
};

/// The second source: a Python package that carries the model.
struct GalleryPackage {
    std::string name, version, sha256;
    std::vector<GalleryFile> files;

    [[nodiscard]] std::int64_t bytes() const;
};

/// A model that one click or one command brings.
struct GalleryEntry {
    std::string name;  ///< as the command line calls it
    std::string title; ///< as its makers call it
    std::string family;
    int layers = 0;
    int heads = 0; ///< a layer
    std::string licence;
    std::string modelType; ///< the family as config.json or a GGUF file spells it
    std::string openFile;  ///< which of the files opens it
    std::int64_t bytes = 0;
    std::string hubId;                         ///< owner/name on the Hub
    std::string hubRevision;                   ///< a commit; empty where none is pinned
    std::map<std::string, std::string> pinned; ///< SHA-256 by file, where it is known
    std::optional<GalleryPackage> package;

    /// What opens the model in `folder`: `openFile`, or the pickled form that a repository has instead. Empty
    /// when neither is there.
    [[nodiscard]] std::filesystem::path openedIn(const std::filesystem::path &folder) const;

    /// True when this build knows the model's family.
    [[nodiscard]] bool canBeOpened() const;
};

/// The list that the program ships (`resources/gallery.json`). Throws LoadError when it is damaged.
[[nodiscard]] std::vector<GalleryEntry> galleryEntries();
[[nodiscard]] std::optional<GalleryEntry> findGalleryEntry(std::string_view name);

/// Where the model is: fetched from its package, or by any tool into the Hub cache. Empty when it is nowhere.
[[nodiscard]] std::filesystem::path galleryPath(const GalleryEntry &entry);

/// `resources/` of the source tree, of a copy of that tree that `program` is built in, or beside the program
/// once it is installed.
[[nodiscard]] std::filesystem::path resourceFolderOf(const std::filesystem::path &program,
                                                     const std::filesystem::path &sources);

/// The same for the program that runs.
[[nodiscard]] std::filesystem::path resourceFolder();

/// Where models from packages are kept: `$XDG_DATA_HOME/headscope/models`, else below `~/.local/share`.
[[nodiscard]] std::filesystem::path fetchedModelsFolder();

} // namespace headscope
