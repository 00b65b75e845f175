#include "app/hub/hub_fetch.h"

#include <algorithm>
#include <numeric>

// What is here, what is still to come, and whether the disk has room for it.

namespace headscope {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kSpareBytes = 8 << 20; ///< left free for the rest of the machine

QString megabytes(std::int64_t bytes)
{
    return QString::number(std::max<std::int64_t>(1, (bytes + 999'999) / 1'000'000));
}

} // namespace

/// Brought by us or by another tool; a commit's files never change.
bool HubFetch::isHere(const HubFile &file) const
{
    return isWholeFile(m_folder.snapshot(m_listing.commit) / file.name, file.bytes);
}

std::int64_t HubFetch::bytesOf(const std::vector<std::string> &names) const
{
    return std::accumulate(names.begin(), names.end(), std::int64_t{0},
                           [this](std::int64_t sum, const std::string &name) {
                               return sum + std::max<std::int64_t>(0, m_listing.find(name)->bytes);
                           });
}

/// What is still to come of a file.
std::int64_t HubFetch::missingBytes(const HubFile &file) const
{
    std::error_code error;
    if (isHere(file) || (!file.hash.empty() && isWholeFile(m_folder.blob(file.hash), file.bytes)))
        return 0;
    fs::path incomplete = m_folder.blob(file.hash);
    incomplete += ".incomplete";
    const std::uintmax_t begun = fs::file_size(incomplete, error);
    return std::max<std::int64_t>(0, file.bytes - (error ? 0 : static_cast<std::int64_t>(begun)));
}

std::int64_t HubFetch::missingBytes(const std::vector<std::string> &names) const
{
    return std::accumulate(names.begin(), names.end(), std::int64_t{0},
                           [this](std::int64_t sum, const std::string &name) {
                               return sum + missingBytes(*m_listing.find(name));
                           });
}

void HubFetch::checkSpace(std::int64_t needed) const
{
    const std::int64_t free = freeBytesAt(m_settings.cache);
    if (free >= 0 && needed > 0 && needed > free - kSpareBytes)
        throw FetchFailure(FetchText::tr("%1: not enough space: expected %2 MB free, found %3 MB")
                               .arg(QString::fromStdString(m_settings.cache.string()),
                                    megabytes(needed + kSpareBytes), megabytes(free)));
}

} // namespace headscope
