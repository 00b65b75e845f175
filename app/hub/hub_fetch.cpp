#include "app/hub/hub_fetch.h"

#include "app/hub/blob_download.h"
#include "app/hub/known_family.h"
#include "app/web/web_address.h"
#include "core/formats/in_quotes.h"

#include <algorithm>
#include <thread>

namespace headscope {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLargestList = 32U << 20U;
constexpr std::chrono::milliseconds kLockPoll{200};

} // namespace

HubFetch::HubFetch(const HubRequest &request, const HubSettings &settings, const FetchReport &report,
                   std::stop_token stop)
    : m_request(request)
    , m_settings(settings)
    , m_report(report)
    , m_stop(std::move(stop))
    , m_client(settings.limits)
    , m_folder(settings.cache, request.id.repository)
    , m_patience({settings.backOff, settings.longestWait}, report, m_stop)
{
}

fs::path HubFetch::run()
{
    m_listing = list();
    NeededFiles needed = neededFiles(m_listing, m_request.id.repository, m_request.id.file);
    m_bytes = bytesOf(needed.first) + bytesOf(needed.weights);
    checkSpace(missingBytes(needed.first) + missingBytes(needed.weights));
    m_folder.make();
    const fs::path snapshot = m_folder.snapshot(m_listing.commit);
    bringAll(needed.first);
    refuseUnknownFamily();
    if (!needed.index.empty()) {
        needed.weights = shardsOf(snapshot / needed.index, m_listing, m_request.id.repository);
        m_bytes += bytesOf(needed.weights);
        checkSpace(missingBytes(needed.weights));
    }
    bringAll(needed.weights);
    m_folder.remember(m_request.id.revisionOrMain(), m_listing.commit);
    if (m_request.isMain && m_folder.commitOf("main").empty())
        m_folder.remember("main", m_listing.commit);
    sayHowChecked();
    return needed.opens.empty() ? snapshot : snapshot / needed.opens;
}

HubListing HubFetch::list()
{
    const HubId &id = m_request.id;
    const WebRequest request{m_settings.endpoint + "/api/models/" + escapedPath(id.repository) +
                                 "/revision/" + escapedSegment(id.revisionOrMain()) + "?blobs=true",
                             m_settings.token,
                             {"Accept: application/json"}};
    if (m_report.progress)
        m_report.progress(
            FetchText::tr("asking the Hub for %1").arg(QString::fromStdString(id.repository)).toStdString(),
            0);
    return parseHubListing(answerText(request), id.repository);
}

std::string HubFetch::answerText(const WebRequest &request)
{
    std::string text;
    const auto take = [&text](std::span<const WebHead>, std::span<const std::byte> bytes) {
        if (text.size() + bytes.size() > kLargestList)
            throw FetchFailure(FetchText::tr("the Hub's list of files has no end"));
        std::ranges::transform(bytes, std::back_inserter(text),
                               [](std::byte byte) { return static_cast<char>(byte); });
    };
    static_cast<void>(patiently({}, [&] {
        text.clear();
        return m_client.get(request, take, m_stop);
    }));
    return text;
}

std::vector<WebHead> HubFetch::patiently(const std::string &file,
                                         const std::function<std::vector<WebHead>()> &ask)
{
    for (;;) {
        try {
            std::vector<WebHead> journey = ask();
            const WebHead &head = journey.back();
            if (head.status < 400)
                return journey;
            if (head.status == 429 || (head.status == 503 && head.retryAfter > 0))
                m_patience.waitAsAsked(head);
            else if (head.status >= 500)
                m_patience.waitAfter(FetchFailure(
                    FetchText::tr("the Hub answered with an error of its own (%1)").arg(head.status)));
            else
                throw explained(journey, questionOf(file));
        } catch (const WebFailure &failure) {
            if (failure.kind() != WebFailure::Kind::Interrupted)
                throw;
            m_patience.waitAfter(failure);
        }
    }
}

void HubFetch::bringAll(const std::vector<std::string> &names)
{
    for (const std::string &name : names)
        bring(*m_listing.find(name));
}

void HubFetch::bring(const HubFile &listed)
{
    refuseOtherThanPinned(listed);
    if (!isHere(listed)) {
        const HubFile file = completed(listed);
        download(file);
        m_folder.link(m_listing.commit, file.name, file.hash);
    }
    m_done += std::max<std::int64_t>(0, listed.bytes);
    tell(listed.name, 0);
}

void HubFetch::download(const HubFile &file)
{
    FileLock lock(m_folder.lock(file.hash));
    waitForLock(lock, file.name);
    if (isWholeFile(m_folder.blob(file.hash), file.bytes)) // as part of another commit, or by another program
        return;
    checkSpace(missingBytes(file));
    const std::string pinned = pinnedHash(file.name);
    BlobDownload download(m_client, questionOf(file.name), requestOf(file.name),
                          {file.hash, file.bytes, pinned});
    m_patience.progressed();
    download.bring(
        m_folder.blob(file.hash), [&](std::int64_t bytes) { tell(file.name, bytes); }, m_patience, m_stop);
    m_brought += 1;
    m_pinned += pinned.empty() ? 0 : 1;
}

HubFile HubFetch::completed(HubFile file)
{
    if (!file.hash.empty() && file.bytes >= 0)
        return file;
    WebRequest request = requestOf(file.name);
    request.headOnly = true;
    const std::vector<WebHead> journey =
        patiently(file.name, [&] { return m_client.get(request, {}, m_stop); });
    file.hash = hashIn(journey);
    file.bytes = sizeIn(journey);
    if (file.hash.empty() || file.bytes < 0)
        throw FetchFailure(
            FetchText::tr("%1: the Hub does not say its size and checksum, so it cannot be checked")
                .arg(QString::fromStdString(file.name)));
    refuseOtherThanPinned(file);
    return file;
}

void HubFetch::waitForLock(FileLock &lock, const std::string &file)
{
    while (!lock.tryLock()) {
        if (m_report.progress)
            m_report.progress(FetchText::tr("another program is fetching %1: waiting for it")
                                  .arg(QString::fromStdString(file))
                                  .toStdString(),
                              -1);
        if (m_stop.stop_requested())
            throw FetchStopped{};
        std::this_thread::sleep_for(kLockPoll);
    }
}

/// Before hundreds of megabytes are brought for nothing.
void HubFetch::refuseUnknownFamily() const
{
    const fs::path config = m_folder.snapshot(m_listing.commit) / "config.json";
    std::error_code error;
    const std::string kind = fs::exists(config, error) ? modelTypeIn(config) : std::string();
    if (!kind.empty() && !hasFolderFamily(kind))
        throw FetchFailure(
            FetchText::tr("%1 is a model of the kind %2, which cannot be opened (README.md lists those "
                          "that can); its weights were not brought")
                .arg(QString::fromStdString(m_request.id.repository),
                     QString::fromStdString(inQuotes(kind))));
}

/// A hash of the same kind tells before the download that another file is there now.
void HubFetch::refuseOtherThanPinned(const HubFile &file) const
{
    const std::string pinned = pinnedHash(file.name);
    if (!pinned.empty() && file.hash.size() == pinned.size() && file.hash != pinned)
        throw FetchFailure(
            FetchText::tr("the checksum of %1 does not match: expected SHA-256 %2, the Hub has %3")
                .arg(QString::fromStdString(file.name), QString::fromStdString(pinned),
                     QString::fromStdString(file.hash)));
}

void HubFetch::sayHowChecked() const
{
    if (!m_report.note || m_brought == 0)
        return;
    if (m_pinned == m_brought)
        m_report.note(FetchText::tr("checked against the SHA-256 known beforehand").toStdString());
    else if (m_pinned > 0)
        m_report.note(
            FetchText::tr("weights checked against the SHA-256 known beforehand, the other files against "
                          "the Hub's own checksums")
                .toStdString());
    else
        m_report.note(
            FetchText::tr("checked against the Hub's own checksums; none is known beforehand").toStdString());
}

WebRequest HubFetch::requestOf(const std::string &file) const
{
    return {m_settings.endpoint + "/" + escapedPath(m_request.id.repository) + "/resolve/" +
                m_listing.commit + "/" + escapedPath(file),
            m_settings.token,
            {}};
}

HubQuestion HubFetch::questionOf(const std::string &file) const
{
    const HubId &id = m_request.id;
    return {id.repository, id.revisionOrMain(), file, m_settings.endpoint + "/" + id.repository,
            !m_settings.token.empty()};
}

std::string HubFetch::pinnedHash(const std::string &file) const
{
    const auto found = m_request.pinned.find(file);
    return found == m_request.pinned.end() ? std::string() : found->second;
}

void HubFetch::tell(const std::string &file, std::int64_t bytes) const
{
    if (!m_report.progress || m_bytes == 0)
        return;
    const double share = static_cast<double>(m_done + bytes) / static_cast<double>(m_bytes);
    m_report.progress(
        FetchText::tr("downloading %1 from the Hub").arg(QString::fromStdString(file)).toStdString(),
        std::min(1.0, share));
}

} // namespace headscope
