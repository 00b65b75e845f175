#include "app/gallery/hub_cache.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>

namespace headscope {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kPrefix = "models--";

/// `models--owner--name` as `owner/name`; empty for another folder.
std::string idOfFolder(const std::string &folder)
{
    if (!folder.starts_with(kPrefix))
        return {};
    const std::string id = folder.substr(kPrefix.size());
    const std::size_t separator = id.find("--");
    if (separator == std::string::npos)
        return id;
    return id.substr(0, separator) + '/' + id.substr(separator + 2);
}

/// The snapshot that `refs/main` names, else the one written last.
fs::path snapshotOf(const fs::path &repository)
{
    std::error_code error;
    std::string revision;
    std::ifstream(repository / "refs" / "main") >> revision;
    if (!revision.empty() && revision.find('/') == std::string::npos && revision.front() != '.' &&
        fs::is_directory(repository / "snapshots" / revision, error))
        return repository / "snapshots" / revision;
    fs::path newest;
    fs::file_time_type newestTime = fs::file_time_type::min();
    for (fs::directory_iterator entry(repository / "snapshots", error), end; !error && entry != end;
         entry.increment(error)) {
        std::error_code ignored;
        const auto time = entry->last_write_time(ignored);
        if (entry->is_directory(ignored) && (newest.empty() || time > newestTime)) {
            newest = entry->path();
            newestTime = time;
        }
    }
    return newest;
}

} // namespace

fs::path hubCacheFolder()
{
    if (const char *cache = std::getenv("HF_HUB_CACHE"); cache != nullptr && *cache != '\0')
        return cache;
    if (const char *home = std::getenv("HF_HOME"); home != nullptr && *home != '\0')
        return fs::path(home) / "hub";
    if (const char *cache = std::getenv("XDG_CACHE_HOME"); cache != nullptr && *cache != '\0')
        return fs::path(cache) / "huggingface" / "hub";
    const char *home = std::getenv("HOME");
    return fs::path(home != nullptr ? home : "/") / ".cache" / "huggingface" / "hub";
}

std::vector<HubModel> hubModels()
{
    std::vector<HubModel> models;
    std::error_code error;
    for (fs::directory_iterator entry(hubCacheFolder(), error), end; !error && entry != end;
         entry.increment(error)) {
        std::string id = idOfFolder(entry->path().filename().string());
        const fs::path snapshot = id.empty() ? fs::path() : snapshotOf(entry->path());
        if (!snapshot.empty())
            models.push_back({std::move(id), snapshot});
    }
    std::ranges::sort(models, {}, &HubModel::id);
    return models;
}

std::optional<HubModel> findHubModel(std::string_view id)
{
    const auto models = hubModels();
    const auto found = std::ranges::find(models, id, &HubModel::id);
    return found == models.end() ? std::nullopt : std::optional(*found);
}

} // namespace headscope
