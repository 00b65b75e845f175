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
std::string headerOf(std::span<const MadeTensor> tensors)
{
    // transformers opens only files that say this.
    nlohmann::json header = {{"__metadata__", {{"format", "pt"}}}};
    std::uint64_t offset = 0;
    for (const MadeTensor &named : tensors) {
        const std::uint64_t end =
            offset + static_cast<std::uint64_t>(elementCount(named.shape)) * sizeof(float);
        if (!isUtf8(named.name) || header.contains(named.name))
            throw std::invalid_argument("a tensor cannot be written under the name " + inQuotes(named.name));
        header[named.name] = {{"dtype", "F32"}, {"shape", named.shape}, {"data_offsets", {offset, end}}};
        offset = end;
    }
    std::string text = header.dump();
    text.resize((text.size() + 7) / 8 * 8, ' ');
    return text;
}

} // namespace

void writeSafetensors(const std::filesystem::path &file, std::span<const NamedTensor> tensors)
{
    std::vector<MadeTensor> made;
    for (const NamedTensor &named : tensors)
        made.push_back({named.name, named.tensor->shape(),
                        [&named](const auto &append) { append(named.tensor->values()); }});
    writeSafetensors(file, std::span<const MadeTensor>(made));
}

void writeSafetensors(const std::filesystem::path &file, std::span<const MadeTensor> tensors)
{
    const std::string header = headerOf(tensors);
    const auto length = std::bit_cast<std::array<std::byte, 8>>(std::uint64_t{header.size()});
    writeWhole(file, [&](const AppendBytes &append) {
        append(length);
        append(std::as_bytes(std::span(header)));
        for (const MadeTensor &each : tensors) {
            std::ptrdiff_t left = elementCount(each.shape);
            each.make([&](std::span<const float> numbers) {
                left -= std::ssize(numbers);
                append(std::as_bytes(numbers));
            });
            if (left != 0)
                throw std::logic_error("a tensor has another number of elements than it was announced with");
        }
    });
}

} // namespace headscope
