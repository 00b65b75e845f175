#pragma once

#include "app/hub/fetch_from_hub.h"
#include "app/hub/hub_answer.h"
#include "app/hub/hub_listing.h"
#include "app/hub/hub_repository_folder.h"
#include "app/hub/needed_files.h"
#include "app/hub/partial_blob.h"

#include <functional>
#include <vector>

namespace headscope {

/// One fetch from the Hub, step by step. Every step throws FetchFailure or FetchStopped.
class HubFetch {
public:
    HubFetch(const HubRequest &request, const HubSettings &settings, const FetchReport &report,
             std::stop_token stop);

    /// The path that opens the model.
    [[nodiscard]] std::filesystem::path run();

private:
    [[nodiscard]] HubListing list();
    [[nodiscard]] std::string answerText(const WebRequest &request);
    /// Asks until the answer is one: waits after a 429, a 5xx or a cut, and explains other refusals.
    [[nodiscard]] std::vector<WebHead> patiently(const std::string &file,
                                                 const std::function<std::vector<WebHead>()> &ask);
    void bringAll(const std::vector<std::string> &names);
    void bring(const HubFile &listed);
    void download(const HubFile &file);
    /// The file with what its own address says of it, where the list did not.
    [[nodiscard]] HubFile completed(HubFile file);
    void waitForLock(FileLock &lock, const std::string &file);

    void checkSpace(std::int64_t needed) const;
    [[nodiscard]] std::int64_t missingBytes(const HubFile &file) const;
    [[nodiscard]] std::int64_t missingBytes(const std::vector<std::string> &names) const;
    void refuseUnknownFamily() const;
    void refuseOtherThanPinned(const HubFile &file) const;
    void sayHowChecked() const;

    [[nodiscard]] WebRequest requestOf(const std::string &file) const;
    [[nodiscard]] HubQuestion questionOf(const std::string &file) const;
    [[nodiscard]] std::string pinnedHash(const std::string &file) const;
    [[nodiscard]] bool isHere(const HubFile &file) const;
    [[nodiscard]] std::int64_t bytesOf(const std::vector<std::string> &names) const;
    void tell(const std::string &file, std::int64_t bytes) const;

    const HubRequest &m_request;
    const HubSettings &m_settings;
    const FetchReport &m_report;
    std::stop_token m_stop;
    WebClient m_client;
    HubRepositoryFolder m_folder;
    Patience m_patience;
    HubListing m_listing;
    std::int64_t m_bytes = 0; ///< of everything wanted
    std::int64_t m_done = 0;
    int m_brought = 0;
    int m_pinned = 0; ///< of those brought
};

} // namespace headscope
