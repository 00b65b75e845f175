#include "core/formats/in_quotes.h"
#include "core/formats/safetensors.h"
#include "core/formats/write_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <stdexcept>

namespace headscope {

namespace {

/// The header, padded to a multiple of eight bytes so that the data is aligned.
std::string headerOf(std::span<const NamedTensor> tensors)
{
    // transformers opens only files that say this.
    nlohmann::json header = {{"__metadata__", {{"format", "pt"}}}};
    std::uint64_t offset = 0;
    for (const NamedTensor &named : tensors) {
        const std::uint64_t end = offset + named.tensor->values().size_bytes();
        if (!isUtf8(named.name) || header.contains(named.name))
            throw std::invalid_argument("a tensor cannot be written under the name " + inQuotes(named.name));
        header[named.name] = {
            {"dtype", "F32"}, {"shape", named.tensor->shape()}, {"data_offsets", {offset, end}}};
        offset = end;
    }
    std::string text = header.dump();
    text.resize((text.size() + 7) / 8 * 8, ' ');
    return text;
}

} // namespace

void writeSafetensors(const std::filesystem::path &file, std::span<const NamedTensor> tensors)
{
    const std::string header = headerOf(tensors);
    const auto length = std::bit_cast<std::array<std::byte, 8>>(std::uint64_t{header.size()});
    writeWhole(file, [&](const AppendBytes &append) {
        append(length);
        append(std::as_bytes(std::span(header)));
        for (const NamedTensor &named : tensors)
            append(std::as_bytes(named.tensor->values()));
    });
}

} // namespace headscope
