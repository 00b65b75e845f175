#include "core/formats/zip_directory.h"

#include "core/formats/in_quotes.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <string_view>
#include <vector>

namespace headscope {

namespace {

static_assert(std::endian::native == std::endian::little, "archives are little-endian");

// The structures are those of PKWARE's APPNOTE.TXT, sections 4.3.7 to 4.3.16.
constexpr std::uint32_t kLocalHeader = 0x04034B50;
constexpr std::uint32_t kDirectoryEntry = 0x02014B50;
constexpr std::uint32_t kEnd = 0x06054B50;
constexpr std::uint32_t kEnd64 = 0x06064B50;
constexpr std::uint32_t kEnd64Locator = 0x07064B50;
constexpr std::size_t kLocalHeaderBytes = 30;
constexpr std::size_t kDirectoryEntryBytes = 46;
constexpr std::size_t kEndBytes = 22;
constexpr std::size_t kEnd64Bytes = 56;
constexpr std::size_t kEnd64LocatorBytes = 20;
constexpr std::size_t kLongestComment = 65535;
constexpr std::uint16_t kExtra64 = 1;
constexpr std::uint32_t kIn64 = 0xFFFFFFFF; // the value is too large and lies in the 64-bit record

constexpr std::uint64_t kLargestDirectory = 16U << 20U;
constexpr std::size_t kMostMembers = 100'000;

template <typename T>
T at(std::span<const std::byte> bytes, std::size_t offset)
{
    T value;
    std::memcpy(&value, bytes.data() + offset, sizeof value);
    return value;
}

struct Place {
    std::uint64_t offset = 0;
    std::uint64_t bytes = 0;
};

std::vector<std::byte> bytesAt(const FileReader &file, Place place)
{
    std::vector<std::byte> bytes(static_cast<std::size_t>(place.bytes));
    file.read(place.offset, bytes);
    return bytes;
}

/// With more than 65,535 members or 4 GB the real figures lie in a record before the end.
Place place64(const FileReader &file, std::uint64_t end)
{
    if (end < kEnd64LocatorBytes)
        file.refuse(sentence("core", "expected a ZIP archive's directory, found none"));
    const auto locator = bytesAt(file, {end - kEnd64LocatorBytes, kEnd64LocatorBytes});
    const auto record = at<std::uint64_t>(locator, 8);
    if (at<std::uint32_t>(locator, 0) != kEnd64Locator || record > end || end - record < kEnd64Bytes)
        file.refuse(sentence("core", "expected a ZIP archive's 64-bit directory, found none"));
    const auto bytes = bytesAt(file, {record, kEnd64Bytes});
    if (at<std::uint32_t>(bytes, 0) != kEnd64)
        file.refuse(sentence("core", "expected a ZIP archive's 64-bit directory, found other bytes"));
    return {at<std::uint64_t>(bytes, 48), at<std::uint64_t>(bytes, 40)};
}

Place findDirectory(const FileReader &file)
{
    const std::uint64_t tailBytes = std::min<std::uint64_t>(file.size(), kEndBytes + kLongestComment);
    const std::uint64_t tailBegin = file.size() - tailBytes;
    const auto tail = bytesAt(file, {tailBegin, tailBytes});
    for (std::size_t end = tail.size() < kEndBytes ? 0 : tail.size() - kEndBytes + 1; end-- > 0;) {
        const auto record = std::span(tail).subspan(end);
        if (at<std::uint32_t>(record, 0) != kEnd ||
            at<std::uint16_t>(record, 20) != record.size() - kEndBytes) // what is left is the comment
            continue;
        const Place place{at<std::uint32_t>(record, 16), at<std::uint32_t>(record, 12)};
        const bool is64 =
            place.offset == kIn64 || place.bytes == kIn64 || at<std::uint16_t>(record, 10) == 0xFFFF;
        return is64 ? place64(file, tailBegin + end) : place;
    }
    file.refuse(sentence("core", "expected a ZIP archive, found no directory at its end"));
}

/// One entry of the directory after the other.
class DirectoryReader {
public:
    DirectoryReader(const FileReader &file, std::span<const std::byte> bytes)
        : m_file(file)
        , m_rest(bytes)
    {
    }

    [[nodiscard]] bool isAtEnd() const { return m_rest.empty(); }

    [[nodiscard]] std::pair<std::string, ZipMember> next()
    {
        const auto entry = take(kDirectoryEntryBytes);
        if (at<std::uint32_t>(entry, 0) != kDirectoryEntry)
            m_file.refuse(sentence("core", "expected an entry of the ZIP directory, found other bytes"));
        const auto name = take(at<std::uint16_t>(entry, 28));
        const auto extra = take(at<std::uint16_t>(entry, 30));
        (void)take(at<std::uint16_t>(entry, 32));                                // comment
        m_name.assign(reinterpret_cast<const char *>(name.data()), name.size()); // NOLINT: bytes are letters
        if ((at<std::uint16_t>(entry, 8) & 1U) != 0 || at<std::uint16_t>(entry, 10) != 0)
            refuse(sentence("core", "expected it neither compressed nor encrypted, as PyTorch writes it"));
        return {m_name, member(entry, extra)};
    }

private:
    [[nodiscard]] ZipMember member(std::span<const std::byte> entry, std::span<const std::byte> extra) const
    {
        std::array<std::uint64_t, 3> figures{at<std::uint32_t>(entry, 24), at<std::uint32_t>(entry, 20),
                                             at<std::uint32_t>(entry, 42)};
        std::span<const std::byte> wide = extra64(extra);
        for (std::uint64_t &figure : figures) { // only the ones that are too large have a wide form
            if (figure != kIn64)
                continue;
            if (wide.size() < sizeof figure)
                refuse(sentence("core", "expected a 64-bit size or place, found none"));
            figure = at<std::uint64_t>(wide, 0);
            wide = wide.subspan(sizeof figure);
        }
        const auto [bytes, storedBytes, header] = figures;
        if (bytes != storedBytes)
            refuse(sentence("core", "expected as many stored bytes as it has, found others"));
        if (header > m_file.size() || bytes > m_file.size() - header)
            refuse(sentence("core", "expected it inside the archive, found it beyond the file's end"));
        return {header, bytes};
    }

    /// The record of 64-bit figures among an entry's extra ones.
    [[nodiscard]] static std::span<const std::byte> extra64(std::span<const std::byte> extra)
    {
        while (extra.size() >= 4) {
            const std::size_t length = std::min<std::size_t>(at<std::uint16_t>(extra, 2), extra.size() - 4);
            if (at<std::uint16_t>(extra, 0) == kExtra64)
                return extra.subspan(4, length);
            extra = extra.subspan(4 + length);
        }
        return {};
    }

    [[nodiscard]] std::span<const std::byte> take(std::size_t count)
    {
        if (count > m_rest.size())
            m_file.refuse(sentence("core", "expected another entry of the ZIP directory, found its end"));
        const auto taken = m_rest.first(count);
        m_rest = m_rest.subspan(count);
        return taken;
    }

    [[noreturn]] void refuse(const Message &found) const
    {
        m_file.refuse(sentence("core", "member %1: %2").with(inQuotes(m_name), found));
    }

    const FileReader &m_file;
    std::span<const std::byte> m_rest;
    std::string m_name;
};

} // namespace

std::map<std::string, ZipMember> readZipDirectory(const FileReader &file)
{
    const Place place = findDirectory(file);
    if (place.offset > file.size() || place.bytes > file.size() - place.offset)
        file.refuse(sentence("core", "expected the ZIP directory inside the file, found it beyond the end"));
    if (place.bytes > kLargestDirectory)
        file.refuse(
            sentence("core", "expected a ZIP directory of at most 16 MB, found %1 bytes").with(place.bytes));
    const auto bytes = bytesAt(file, place);
    DirectoryReader reader(file, bytes);
    std::map<std::string, ZipMember> members;
    while (!reader.isAtEnd()) {
        auto [name, member] = reader.next();
        if (members.size() == kMostMembers)
            file.refuse(sentence("core", "expected at most %1 members, found more").with(kMostMembers));
        if (!members.emplace(name, member).second)
            file.refuse(sentence("core", "expected each member once, found %1 twice").with(inQuotes(name)));
    }
    return members;
}

std::uint64_t dataOffset(const FileReader &file, const ZipMember &member)
{
    std::array<std::byte, kLocalHeaderBytes> header{};
    file.read(member.header, header);
    if (at<std::uint32_t>(header, 0) != kLocalHeader)
        file.refuse(sentence("core", "expected a member of the ZIP archive at %1, found other bytes")
                        .with(member.header));
    const std::uint64_t offset =
        member.header + kLocalHeaderBytes + at<std::uint16_t>(header, 26) + at<std::uint16_t>(header, 28);
    if (offset > file.size() || member.bytes > file.size() - offset)
        file.refuse(sentence("core", "expected %1 bytes at %2, found the file's end at %3")
                        .with(member.bytes, offset, file.size()));
    return offset;
}

} // namespace headscope
