#include "app/hub/hub_settings.h"

#include "app/web/web_address.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <fstream>

namespace headscope {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLongestToken = 4096;

/// Empty when it is not set.
std::string variable(const char *name)
{
    const char *value = std::getenv(name); // NOLINT(concurrency-mt-unsafe): nobody sets variables
    return value != nullptr ? value : "";
}

bool isTrue(std::string value)
{
    std::ranges::transform(value, value.begin(), [](char letter) {
        return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
    });
    return value == "1" || value == "ON" || value == "YES" || value == "TRUE";
}

fs::path userFolder()
{
    const std::string home = variable("HOME");
    return home.empty() ? "/" : home;
}

/// A leading `~` is the user's folder.
fs::path expanded(const std::string &path)
{
    return path == "~" || path.starts_with("~/")
               ? userFolder() / path.substr(std::min<std::size_t>(2, path.size()))
               : fs::path(path);
}

std::string withoutBlanks(const std::string &text)
{
    constexpr const char *blanks = " \t\r\n";
    const auto begin = text.find_first_not_of(blanks);
    return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

/// A token becomes part of a header line: nothing in it may end that line.
std::string checkedToken(const std::string &text, const QString &where)
{
    const std::string token = withoutBlanks(text);
    const bool isPlain =
        std::ranges::all_of(token, [](char letter) { return letter > ' ' && letter <= '~'; });
    if (!isPlain || token.size() > kLongestToken)
        throw FetchFailure(
            FetchText::tr("the token in %1 cannot be one: expected letters and digits").arg(where));
    return token;
}

std::string token()
{
    for (const char *name : {"HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"})
        if (const std::string value = variable(name); !value.empty())
            return checkedToken(value, QString::fromLatin1(name));
    if (isTrue(variable("HF_HUB_DISABLE_IMPLICIT_TOKEN")))
        return {};
    const std::string named = variable("HF_TOKEN_PATH");
    const fs::path file = named.empty() ? hubHomeFolder() / "token" : expanded(named);
    std::error_code error;
    if (!fs::is_regular_file(file, error))
        return {};
    std::string text(kLongestToken + 1, '\0');
    std::ifstream stream(file, std::ios::binary);
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(stream.gcount()));
    return checkedToken(text, QString::fromStdString(file.string()));
}

std::string endpoint()
{
    std::string address = variable("HF_ENDPOINT");
    while (address.ends_with('/'))
        address.pop_back();
    if (address.empty())
        return "https://huggingface.co";
    refuseUnsafe(address, originOf(address));
    return address;
}

} // namespace

fs::path hubHomeFolder()
{
    if (const std::string home = variable("HF_HOME"); !home.empty())
        return expanded(home);
    const std::string cache = variable("XDG_CACHE_HOME");
    return (cache.empty() ? userFolder() / ".cache" : expanded(cache)) / "huggingface";
}

fs::path hubCacheFolder()
{
    for (const char *name : {"HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"})
        if (const std::string cache = variable(name); !cache.empty())
            return expanded(cache);
    return hubHomeFolder() / "hub";
}

HubSettings hubSettings()
{
    HubSettings settings;
    settings.endpoint = endpoint();
    settings.token = token();
    settings.cache = hubCacheFolder();
    settings.isOffline = isTrue(variable("HF_HUB_OFFLINE")) || isTrue(variable("TRANSFORMERS_OFFLINE"));
    const std::string timeout = variable("HF_HUB_DOWNLOAD_TIMEOUT");
    long seconds = 0;
    const auto read = std::from_chars(timeout.data(), timeout.data() + timeout.size(), seconds);
    if (read.ec == std::errc() && seconds > 0 && seconds < 86'400)
        settings.limits.stall = std::chrono::seconds(seconds);
    return settings;
}

} // namespace headscope
