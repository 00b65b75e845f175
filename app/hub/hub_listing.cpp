#include "app/hub/hub_listing.h"

#include "app/hub/hub_id.h"
#include "app/web/fetch_failure.h"
#include "core/formats/in_quotes.h"
#include "core/formats/json_file.h"
#include "core/formats/load_error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>

namespace headscope {

namespace {

using nlohmann::json;

constexpr std::int64_t kLargestFile = std::int64_t{1} << 50U;

/// A member's text, or nothing.
std::string textOf(const json &object, const char *key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// A member's size, or -1.
std::int64_t sizeOf(const json &object)
{
    const auto found = object.find("size");
    if (found == object.end() || !found->is_number_unsigned() ||
        found->get<std::uint64_t>() > static_cast<std::uint64_t>(kLargestFile))
        return -1;
    return found->get<std::int64_t>();
}

HubFile fileFrom(const json &entry, const std::string &repository)
{
    HubFile file;
    file.name = textOf(entry, "rfilename");
    if (!isSafeHubPath(file.name))
        throw FetchFailure(
            FetchText::tr("%1: the Hub's list names a file outside of the repository: %2")
                .arg(QString::fromStdString(repository), QString::fromStdString(inQuotes(file.name))));
    file.bytes = sizeOf(entry);
    file.hash = textOf(entry, "blobId");
    if (const auto lfs = entry.find("lfs"); lfs != entry.end() && lfs->is_object()) {
        file.hash = textOf(*lfs, "sha256");
        file.bytes = sizeOf(*lfs);
    }
    if (!isHex(file.hash, 40) && !isHex(file.hash, 64))
        file.hash.clear();
    return file;
}

[[noreturn]] void refuseAnswer(const std::string &repository, const std::string &found)
{
    throw FetchFailure(
        FetchText::tr(
            "%1: expected a list of files from the Hub, found something else (%2); does a proxy or a "
            "login page answer in its place?")
            .arg(QString::fromStdString(repository), QString::fromStdString(found).left(200)));
}

} // namespace

const HubFile *HubListing::find(std::string_view name) const
{
    const auto found = std::ranges::find(files, name, &HubFile::name);
    return found == files.end() ? nullptr : &*found;
}

HubListing parseHubListing(std::string_view text, const std::string &repository)
{
    json answer;
    try {
        answer = parseJson(text, "the answer");
    } catch (const LoadError &error) {
        refuseAnswer(repository, error.what());
    }
    if (!answer.is_object() || !isCommit(textOf(answer, "sha")) || !answer.contains("siblings") ||
        !answer.at("siblings").is_array())
        refuseAnswer(repository, "no commit, no files");
    HubListing listing;
    listing.commit = textOf(answer, "sha");
    for (const json &entry : answer.at("siblings")) {
        if (!entry.is_object())
            refuseAnswer(repository, "a file without a name");
        listing.files.push_back(fileFrom(entry, repository));
    }
    std::ranges::sort(listing.files, {}, &HubFile::name);
    return listing;
}

} // namespace headscope
