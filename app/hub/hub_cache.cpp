#include "app/hub/hub_cache.h"

#include "app/hub/hub_id.h"
#include "app/hub/hub_repository_folder.h"
#include "app/hub/needed_files.h"

#include <algorithm>
#include <fstream>
#include <map>

namespace headscope {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kPrefix = "models--";
constexpr std::size_t kFewestDigits = 7; ///< of a commit
constexpr int kDeepestReference = 4;

/// A snapshot and the branches and tags that stand for it.
struct Snapshot {
    std::string commit;
    fs::path folder;
    std::vector<std::string> references{};
    fs::file_time_type written{};
    bool isMeant = false; ///< by the bare name

    [[nodiscard]] std::string revision() const
    {
        if (isMeant)
            return {};
        return references.empty() ? commit : references.front();
    }
};

/// `models--owner--name` as `owner/name`; empty for another folder.
std::string repositoryOf(const std::string &folder)
{
    if (!folder.starts_with(kPrefix))
        return {};
    std::string id = folder.substr(kPrefix.size());
    if (const std::size_t separator = id.find("--"); separator != std::string::npos)
        id.replace(separator, 2, "/");
    return id;
}

/// Commits by branch or tag. Only names of snapshots count, nothing that climbs out.
std::map<std::string, std::string> referencesIn(const fs::path &repository)
{
    std::map<std::string, std::string> references;
    std::error_code error;
    const fs::path folder = repository / "refs";
    for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
        std::error_code ignored;
        if (entry.depth() >= kDeepestReference)
            entry.disable_recursion_pending();
        if (!entry->is_regular_file(ignored))
            continue;
        std::string commit;
        std::ifstream(entry->path()) >> commit;
        if (!commit.empty() && commit.front() != '.' && commit.find('/') == std::string::npos)
            references[entry->path().lexically_relative(folder).generic_string()] = commit;
    }
    return references;
}

std::vector<Snapshot> snapshotsIn(const fs::path &repository)
{
    std::vector<Snapshot> snapshots;
    std::error_code error;
    for (fs::directory_iterator entry(repository / "snapshots", error), end; !error && entry != end;
         entry.increment(error)) {
        std::error_code ignored;
        if (entry->is_directory(ignored))
            snapshots.push_back(
                {entry->path().filename().string(), entry->path(), {}, entry->last_write_time(ignored)});
    }
    const auto references = referencesIn(repository);
    for (const auto &[name, commit] : references)
        if (const auto found = std::ranges::find(snapshots, commit, &Snapshot::commit);
            found != snapshots.end())
            found->references.push_back(name);
    const auto main = references.find("main");
    auto meant = main == references.end() ? snapshots.end()
                                          : std::ranges::find(snapshots, main->second, &Snapshot::commit);
    if (meant == snapshots.end())
        meant = std::ranges::max_element(snapshots, {}, &Snapshot::written);
    if (meant != snapshots.end())
        meant->isMeant = true;
    std::ranges::sort(snapshots, {}, &Snapshot::revision);
    return snapshots;
}

/// What can be opened in a snapshot, `""` for its folder.
std::vector<std::string> modelFilesIn(const fs::path &folder)
{
    std::vector<std::string> files;
    bool hasSafetensors = false;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        hasSafetensors = hasSafetensors || name.ends_with(".safetensors");
        if (name.ends_with(".gguf") && isFirstGgufPart(name))
            files.push_back(name);
    }
    std::ranges::sort(files);
    if (files.size() == 1 && !hasSafetensors)
        files.clear();
    if (files.empty() || hasSafetensors)
        files.insert(files.begin(), std::string());
    return files;
}

std::vector<HubModel> modelsIn(const std::string &repository, const Snapshot &snapshot)
{
    std::vector<HubModel> models;
    for (const std::string &file : modelFilesIn(snapshot.folder))
        models.push_back({repository, snapshot.revision(), snapshot.commit, snapshot.folder, file});
    return models;
}

bool isMeant(const Snapshot &snapshot, const std::string &revision)
{
    if (revision.empty())
        return snapshot.isMeant;
    return std::ranges::find(snapshot.references, revision) != snapshot.references.end() ||
           (revision.size() >= kFewestDigits && snapshot.commit.starts_with(revision));
}

/// The file of a snapshot that is called so, or the only GGUF whose name has that part; empty when none is.
std::string fileCalled(const Snapshot &snapshot, const std::string &name)
{
    std::error_code error;
    if (fs::is_regular_file(snapshot.folder / name, error))
        return name;
    HubListing listing;
    for (fs::directory_iterator entry(snapshot.folder, error), end; !error && entry != end;
         entry.increment(error))
        listing.files.push_back({entry->path().filename().string()});
    try {
        return neededFiles(listing, {}, name).opens;
    } catch (const FetchFailure &) {
        return {};
    }
}

} // namespace

std::string HubModel::name() const
{
    return repository + (revision.empty() ? "" : "@" + revision) + (file.empty() ? "" : ":" + file);
}

std::vector<HubModel> hubModels()
{
    std::vector<HubModel> models;
    std::error_code error;
    for (fs::directory_iterator entry(hubCacheFolder(), error), end; !error && entry != end;
         entry.increment(error)) {
        const std::string repository = repositoryOf(entry->path().filename().string());
        if (repository.empty())
            continue;
        for (const Snapshot &snapshot : snapshotsIn(entry->path()))
            std::ranges::move(modelsIn(repository, snapshot), std::back_inserter(models));
    }
    std::ranges::stable_sort(models, {}, &HubModel::repository);
    return models;
}

std::optional<HubModel> findHubModel(std::string_view name)
{
    const auto id = parseHubId(name);
    if (!id)
        return {};
    for (const Snapshot &snapshot : snapshotsIn(hubCacheFolder() / hubFolderName(id->repository))) {
        if (!isMeant(snapshot, id->revision))
            continue;
        const std::string file = id->file.empty() ? std::string() : fileCalled(snapshot, id->file);
        if (!id->file.empty() && file.empty())
            return {};
        return HubModel{id->repository, snapshot.revision(), snapshot.commit, snapshot.folder, file};
    }
    return {};
}

} // namespace headscope
