#include "app/gallery/gallery_list.h"

#include "app/hub/hub_cache.h"
#include "app/hub/known_family.h"
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

GalleryPackage packageFrom(const nlohmann::json &json)
{
    GalleryPackage package{json.at("name"), json.at("version"), json.at("sha256"), {}};
    std::ranges::transform(json.at("files"), std::back_inserter(package.files), fileFrom);
    return package;
}

GalleryEntry entryFrom(const nlohmann::json &json)
{
    GalleryEntry entry;
    entry.name = json.at("name");
    entry.title = json.at("title");
    entry.family = json.at("family");
    entry.layers = json.at("layers");
    entry.heads = json.at("heads");
    entry.licence = json.at("licence");
    entry.modelType = json.at("model_type");
    entry.openFile = json.at("open");
    entry.bytes = json.at("bytes");
    const auto &hub = json.at("hub");
    entry.hubId = hub.at("id");
    entry.hubRevision = hub.value("revision", "");
    entry.pinned = hub.value("sha256", std::map<std::string, std::string>());
    if (json.contains("package"))
        entry.package = packageFrom(json.at("package"));
    return entry;
}

bool isFile(const fs::path &path)
{
    std::error_code error;
    return fs::is_regular_file(path, error);
}

} // namespace

std::int64_t GalleryPackage::bytes() const
{
    return std::accumulate(files.begin(), files.end(), std::int64_t{0},
                           [](std::int64_t sum, const GalleryFile &file) { return sum + file.bytes; });
}

bool GalleryEntry::canBeOpened() const
{
    return openFile.ends_with(".gguf") ? hasGgufFamily(modelType) : hasFolderFamily(modelType);
}

fs::path GalleryEntry::openedIn(const fs::path &folder) const
{
    for (const std::string &file : {openFile, std::string("pytorch_model.bin")})
        if (isFile(folder / file))
            return folder / file;
    return {};
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

fs::path galleryPath(const GalleryEntry &entry)
{
    const fs::path fetched = fetchedModelsFolder() / entry.name / entry.openFile;
    if (isFile(fetched))
        return fetched;
    for (const std::string &name : {entry.hubId + "@" + entry.hubRevision, entry.hubId})
        if (const auto cached = findHubModel(name))
            if (fs::path opened = entry.openedIn(cached->snapshot); !opened.empty())
                return opened;
    return {};
}

fs::path resourceFolderOf(const fs::path &program, const fs::path &sources)
{
    const fs::path moved = program.parent_path().parent_path().parent_path() / "resources";
    std::error_code error;
    for (const fs::path &folder : {sources, moved})
        if (fs::exists(folder / "gallery.json", error))
            return folder;
    return program.parent_path().parent_path() / "share" / "headscope";
}

fs::path resourceFolder()
{
    std::error_code error;
    return resourceFolderOf(fs::read_symlink("/proc/self/exe", error), HEADSCOPE_RESOURCE_DIR);
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
