#include "app/gallery/model_locator.h"

#include "app/gallery/gallery_list.h"
#include "app/gallery/recent_models.h"
#include "app/hub/hub_cache.h"
#include "core/formats/load_error.h"
#include "core/model/model.h"

#include <algorithm>
#include <array>

namespace headscope {

namespace fs = std::filesystem;

namespace {

constexpr std::array<const char *, 2> kEmbedded{"negation", "induction"};

bool isEmbedded(const std::string &name)
{
    return std::ranges::find(kEmbedded, name) != kEmbedded.end();
}

fs::path embeddedFolder(const std::string &name)
{
    return resourceFolder() / "models" / name;
}

std::int64_t bytesBelow(const fs::path &path)
{
    std::error_code error;
    if (fs::is_regular_file(path, error))
        return static_cast<std::int64_t>(fs::file_size(path, error));
    std::int64_t bytes = 0;
    for (fs::recursive_directory_iterator entry(path, error), end; !error && entry != end;
         entry.increment(error)) {
        std::error_code ignored;
        if (entry->is_regular_file(ignored))
            bytes += static_cast<std::int64_t>(entry->file_size(ignored));
    }
    return bytes;
}

void describe(OfferedModel &offered, const std::string &family, int layers, int heads)
{
    offered.family = family;
    offered.layers = layers;
    offered.heads = heads;
    offered.about = family + ", " + std::to_string(layers) + " layers × " + std::to_string(heads) + " heads";
}

/// Fills in what the files say, or why they cannot be read.
void read(OfferedModel &offered)
{
    try {
        const ModelConfig config = readConfig(offered.path);
        describe(offered, config.family, config.layers, config.heads);
        offered.bytes = bytesBelow(offered.path);
    } catch (const std::exception &error) {
        offered.problem = error.what();
    }
}

OfferedModel offered(const std::string &name, ModelOrigin origin, const fs::path &path)
{
    OfferedModel model{name, origin, name, {}, 0, path, {}};
    read(model);
    return model;
}

OfferedModel offeredFromGallery(const GalleryEntry &entry)
{
    OfferedModel model{entry.name,  ModelOrigin::Gallery, entry.title, {},
                       entry.bytes, galleryPath(entry),   {}};
    describe(model, entry.family, entry.layers, entry.heads);
    if (!model.path.empty())
        read(model);
    return model;
}

} // namespace

fs::path locateModel(const std::string &name)
{
    std::error_code error;
    if (fs::exists(name, error))
        return name;
    if (name.starts_with("./") || name.starts_with("../") || name.starts_with('/'))
        throw LoadError(
            sentence("core", "%1: expected a model file or folder, found nothing there").with(name));
    if (isEmbedded(name))
        return embeddedFolder(name);
    const auto entry = findGalleryEntry(name);
    if (entry)
        if (const fs::path path = galleryPath(*entry); !path.empty())
            return path;
    // Some names of the gallery are ids of the Hub as well.
    if (const auto cached = findHubModel(name))
        return cached->path();
    if (entry)
        throw LoadError(
            sentence("core",
                     "%1: this gallery model is not on this machine yet; 'headscope fetch %1' brings it")
                .with(name));
    throw LoadError(sentence("core",
                             "%1: expected a path, an embedded or gallery model, or an id in the local Hub "
                             "cache, found none of these")
                        .with(name));
}

bool looksLikeModel(const std::string &name)
{
    std::error_code error;
    return name.find_first_of("/.") != std::string::npos || fs::exists(name, error) || isEmbedded(name) ||
           findGalleryEntry(name) || findHubModel(name);
}

std::vector<OfferedModel> offeredModels()
{
    std::vector<OfferedModel> models;
    for (const char *name : kEmbedded)
        models.push_back(offered(name, ModelOrigin::Embedded, embeddedFolder(name)));
    for (const GalleryEntry &entry : galleryEntries())
        if (entry.canBeOpened())
            models.push_back(offeredFromGallery(entry));
    for (const HubModel &cached : hubModels())
        models.push_back(offered(cached.name(), ModelOrigin::HubCache, cached.path()));
    for (const QString &source : recentModels()) {
        const std::string name = source.toStdString();
        if (std::ranges::find(models, name, &OfferedModel::name) == models.end())
            models.push_back(offered(name, ModelOrigin::Recent, name));
    }
    return models;
}

} // namespace headscope
