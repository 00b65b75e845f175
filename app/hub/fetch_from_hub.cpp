#include "app/hub/fetch_from_hub.h"

#include "app/hub/blob_download.h"
#include "app/hub/hub_fetch.h"

namespace headscope {

namespace fs = std::filesystem;

fs::path fetchFromHub(const HubRequest &request, const HubSettings &settings, const FetchReport &report,
                      const std::stop_token &stop)
{
    if (settings.isOffline)
        throw FetchFailure(FetchText::tr("HF_HUB_OFFLINE is set, so the Hub is not asked"));
    try {
        try {
            return HubFetch(request, settings, report, stop).run();
        } catch (const FileChanged &) { // the list was older than the files: once more from its beginning
            return HubFetch(request, settings, report, stop).run();
        }
    } catch (const FetchStopped &) {
        return {};
    }
}

} // namespace headscope
