#pragma once

#include "tests/support/test_files.h"

#include <cstdint>
#include <string>
#include <vector>

namespace headscope {

/// The bytes of a GGUF file, put together piece by piece so that each can lie.
struct GgufBytes {
    std::string magic = "GGUF";
    std::uint32_t version = 3;
    std::vector<std::string> pairs;
    std::vector<std::string> tensors;
    std::string data;
    std::uint64_t alignment = 32;

    static std::string text(const std::string &characters)
    {
        return littleEndian(std::uint64_t{characters.size()}) + characters;
    }

    GgufBytes &pair(const std::string &key, std::uint32_t type, const std::string &value)
    {
        pairs.push_back(text(key) + littleEndian(type) + value);
        return *this;
    }

    /// `sizes` innermost first, as the file has them.
    GgufBytes &tensor(const std::string &name, const std::vector<std::uint64_t> &sizes, std::uint32_t type,
                      std::uint64_t offset)
    {
        std::string bytes = text(name) + littleEndian(static_cast<std::uint32_t>(sizes.size()));
        for (const std::uint64_t size : sizes)
            bytes += littleEndian(size);
        tensors.push_back(bytes + littleEndian(type) + littleEndian(offset));
        return *this;
    }

    [[nodiscard]] std::string bytes() const { return bytes(tensors.size(), pairs.size()); }

    [[nodiscard]] std::string bytes(std::uint64_t tensorCount, std::uint64_t pairCount) const
    {
        std::string all = magic + littleEndian(version) + littleEndian(tensorCount) + littleEndian(pairCount);
        for (const std::string &pair : pairs)
            all += pair;
        for (const std::string &tensor : tensors)
            all += tensor;
        all.resize((all.size() + alignment - 1) / alignment * alignment, '\0');
        return all + data;
    }
};

} // namespace headscope
