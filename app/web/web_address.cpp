#include "app/web/web_address.h"

#include "app/web/fetch_failure.h"

#include <QByteArray>

#include <arpa/inet.h>
#include <array>
#include <curl/curl.h>
#include <memory>

namespace headscope {

namespace {

using Url = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

[[noreturn]] void refuseAddress(const std::string &address)
{
    throw FetchFailure(FetchText::tr("expected an https address, found “%1”")
                           .arg(QString::fromStdString(address).left(200)));
}

Url parsed(const std::string &address)
{
    Url url(curl_url(), &curl_url_cleanup);
    if (!url || curl_url_set(url.get(), CURLUPART_URL, address.c_str(), 0) != CURLUE_OK)
        refuseAddress(address);
    return url;
}

/// Empty when the address does not have that part.
std::string part(const Url &url, CURLUPart which, unsigned flags = 0)
{
    char *text = nullptr;
    if (curl_url_get(url.get(), which, &text, flags) != CURLUE_OK)
        return {};
    const std::unique_ptr<char, decltype(&curl_free)> owned(text, &curl_free);
    return text;
}

bool isPlain(char letter)
{
    return (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z') ||
           (letter >= '0' && letter <= '9') ||
           std::string_view("-._~").find(letter) != std::string_view::npos;
}

std::string escaped(std::string_view text, std::string_view kept)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string result;
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        if (isPlain(letter) || kept.find(letter) != std::string_view::npos)
            result += letter;
        else
            result += {'%', digits[byte >> 4U], digits[byte & 15U]};
    }
    return result;
}

} // namespace

std::string lowerCased(const std::string &text)
{
    return QByteArray::fromStdString(text).toLower().toStdString();
}

bool WebOrigin::isLoopback() const
{
    in_addr four{};
    if (inet_pton(AF_INET, host.c_str(), &four) == 1)
        return (ntohl(four.s_addr) >> 24U) == 127U;
    return host == "localhost" || host == "::1";
}

WebOrigin originOf(const std::string &address)
{
    const Url url = parsed(address);
    WebOrigin origin{lowerCased(part(url, CURLUPART_SCHEME)), lowerCased(part(url, CURLUPART_HOST)), 0};
    const std::string port = part(url, CURLUPART_PORT, CURLU_DEFAULT_PORT);
    const bool isWeb = origin.scheme == "https" || origin.scheme == "http";
    if (!isWeb || origin.host.empty() || port.empty() || !part(url, CURLUPART_USER).empty() ||
        !part(url, CURLUPART_PASSWORD).empty())
        refuseAddress(address);
    origin.port = std::stoi(port);
    if (origin.host.starts_with('['))
        origin.host = origin.host.substr(1, origin.host.size() - 2);
    return origin;
}

void refuseUnsafe(const std::string &address, const WebOrigin &beginning)
{
    const WebOrigin origin = originOf(address);
    if (origin.scheme == "https" || (origin.isLoopback() && beginning.isLoopback()))
        return;
    throw FetchFailure(FetchText::tr("expected an encrypted (https) connection, found %1 for %2")
                           .arg(QString::fromStdString(origin.scheme), QString::fromStdString(origin.host)));
}

std::string resolvedAddress(const std::string &address, const std::string &location)
{
    const Url url = parsed(address);
    if (curl_url_set(url.get(), CURLUPART_URL, location.c_str(), 0) != CURLUE_OK)
        refuseAddress(location);
    return part(url, CURLUPART_URL);
}

std::string escapedPath(std::string_view path)
{
    return escaped(path, "/");
}

std::string escapedSegment(std::string_view text)
{
    return escaped(text, "");
}

} // namespace headscope
