#pragma once

#include "tests/support/test_files.h"

#include <cstdint>
#include <string>
#include <vector>

namespace headscope {

/// The bytes of a ZIP archive without compression, put together piece by piece so that each can lie.
struct ZipBytes {
    struct Member {
        std::string name;
        std::string content;
        std::uint16_t flags = 0;
        std::uint16_t method = 0;
        std::uint32_t bytes = 0;
        std::uint32_t storedBytes = 0;
        std::uint32_t header = 0;
        std::string extra = {};
    };

    std::vector<Member> members;
    std::string body; // the members with their own headers

    ZipBytes &add(const std::string &name, const std::string &content)
    {
        const auto size = static_cast<std::uint32_t>(content.size());
        members.push_back({name, content, 0, 0, size, size, static_cast<std::uint32_t>(body.size())});
        body += "PK\x03\x04" + std::string(14, '\0') + littleEndian(size) + littleEndian(size) +
                length(name.size()) + length(0) + name + content;
        return *this;
    }

    [[nodiscard]] std::string directory() const
    {
        std::string entries;
        for (const Member &member : members)
            entries += "PK\x01\x02" + std::string(4, '\0') + littleEndian(member.flags) +
                       littleEndian(member.method) + std::string(8, '\0') + littleEndian(member.storedBytes) +
                       littleEndian(member.bytes) + length(member.name.size()) + length(member.extra.size()) +
                       std::string(10, '\0') + littleEndian(member.header) + member.name + member.extra;
        return entries;
    }

    [[nodiscard]] std::string bytes() const
    {
        return end(static_cast<std::uint32_t>(directory().size()), static_cast<std::uint32_t>(body.size()));
    }

    /// With these figures at the end, whatever is true.
    [[nodiscard]] std::string end(std::uint32_t directoryBytes, std::uint32_t directoryOffset) const
    {
        return body + directory() + "PK\x05\x06" + std::string(4, '\0') + length(members.size()) +
               length(members.size()) + littleEndian(directoryBytes) + littleEndian(directoryOffset) +
               length(0);
    }

    static std::string length(std::size_t value) { return littleEndian(static_cast<std::uint16_t>(value)); }
};

} // namespace headscope
