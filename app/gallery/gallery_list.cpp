#include "app/gallery/gallery_list.h"

#include "core/formats/json_file.h"
#include "core/formats/load_error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <numeric>

namespace headscope {

namespace fs = std::filesystem;

namespace {

GalleryFile fileFrom(const nlohmann::json &json)
{
    return {json.at("name"), json.at("member"), json.at("bytes"), json.at("sha256")};
}

GalleryEntry entryFrom(const nlohmann::json &json)
{
    GalleryEntry entry;
    entry.name = json.at("name");
    entry.title = json.at("title");
    entry.about = json.at("about");
    entry.licence = json.at("licence");
    entry.openFile = json.at("open");
    entry.hubId = json.at("hub");
    const auto &package = json.at("package");
    entry.packageName = package.at("name");
    entry.packageVersion = package.at("version");
    entry.packageSha256 = package.at("sha256");
    std::ranges::transform(json.at("files"), std::back_inserter(entry.files), fileFrom);
    return entry;
}

} // namespace

std::int64_t GalleryEntry::bytes() const
{
    return std::accumulate(files.begin(), files.end(), std::int64_t{0},
                           [](std::int64_t sum, const GalleryFile &file) { return sum + file.bytes; });
}

std::vector<GalleryEntry> galleryEntries()
{
    const fs::path file = resourceFolder() / "gallery.json";
    const nlohmann::json list = readJsonFile(file);
    try {
        std::vector<GalleryEntry> entries;
        std::ranges::transform(list.at("models"), std::back_inserter(entries), entryFrom);
        return entries;
    } catch (const nlohmann::json::exception &error) {
        throw LoadError(file.string() + ": expected the list of gallery models, found " + error.what());
    }
}

std::optional<GalleryEntry> findGalleryEntry(std::string_view name)
{
    const auto entries = galleryEntries();
    const auto found = std::ranges::find(entries, name, &GalleryEntry::name);
    return found == entries.end() ? std::nullopt : std::optional(*found);
}

fs::path resourceFolder()
{
    const fs::path source = HEADSCOPE_RESOURCE_DIR;
    std::error_code error;
    if (fs::exists(source / "gallery.json", error))
        return source;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    return program.parent_path().parent_path() / "share" / "headscope";
}

fs::path fetchedModelsFolder()
{
    const char *dataHome = std::getenv("XDG_DATA_HOME");
    if (dataHome != nullptr && *dataHome == '/')
        return fs::path(dataHome) / "headscope" / "models";
    const char *home = std::getenv("HOME");
    return fs::path(home != nullptr ? home : "/") / ".local" / "share" / "headscope" / "models";
}

} // namespace headscope
