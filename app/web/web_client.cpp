#include "app/web/web_client.h"

#include "app/web/web_address.h"
#include "app/web/web_transfer.h"

#include <utility>

namespace headscope {

namespace {

constexpr int kMostRedirects = 10;

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

} // namespace

std::string WebHead::field(const std::string &name) const
{
    const auto found = fields.find(name);
    return found == fields.end() ? std::string() : found->second;
}

QString WebHead::host() const
{
    return QString::fromStdString(originOf(address).host);
}

WebClient::WebClient(WebLimits limits)
    : m_transfer(std::make_unique<WebTransfer>(limits))
{
}

WebClient::~WebClient() = default;

std::vector<WebHead> WebClient::get(const WebRequest &request, const WebBody &body,
                                    const std::stop_token &stop)
{
    const WebOrigin home = originOf(request.address);
    std::vector<WebHead> heads;
    std::string address = request.address;
    for (int hop = 0; hop <= kMostRedirects; ++hop) {
        refuseUnsafe(address, home);
        const bool isHome = originOf(address) == home;
        std::vector<std::string> lines{"Accept-Encoding: identity"};
        if (isHome) {
            lines.insert(lines.end(), request.fields.begin(), request.fields.end());
            if (!request.token.empty())
                lines.push_back("Authorization: Bearer " + request.token);
        }
        if (request.from > 0)
            lines.push_back("Range: bytes=" + std::to_string(request.from) + "-");
        heads.emplace_back().address = address;
        m_transfer->perform(heads, {std::move(lines), request.headOnly}, body, stop);
        const std::string location = heads.back().field("location");
        if (!isRedirect(heads.back().status) || location.empty())
            return heads;
        address = resolvedAddress(address, location);
        if (request.headOnly && !(originOf(address) == home))
            return heads;
    }
    throw WebFailure(WebFailure::Kind::Forbidden,
                     FetchText::tr("%1 redirects again and again").arg(QString::fromStdString(home.host)));
}

} // namespace headscope
