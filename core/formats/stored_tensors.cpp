#include "core/formats/stored_tensors.h"

#include "core/formats/block_decoder.h"
#include "core/formats/in_quotes.h"
#include "core/formats/load_error.h"

#include <algorithm>
#include <limits>
#include <memory>

namespace headscope {

namespace {

constexpr std::size_t kLargestBuffer = 4U << 20U;

void refuseDouble(const StoredTensor &first, const StoredTensor &second)
{
    const std::string name = inQuotes(first.entry.name);
    if (first.file == second.file)
        first.file->refuse("expected each tensor once, found " + name + " twice");
    first.file->refuse("expected each tensor once, found " + name + " in " +
                       inQuotes(second.file->path().filename().string()) + " too");
}

/// Reads a piece, converts it, and so on: the whole tensor is never in memory twice.
void readConverted(const FileReader &file, std::uint64_t offset, const BlockDecoder &decoder,
                   std::span<float> destination)
{
    const std::size_t blocks = destination.size() / decoder.values;
    const std::size_t largest = std::min(blocks, kLargestBuffer / decoder.bytes);
    const auto buffer = std::make_unique_for_overwrite<std::byte[]>(largest * decoder.bytes);
    for (std::size_t done = 0; done < blocks;) {
        const std::size_t count = std::min(largest, blocks - done);
        const std::span bytes(buffer.get(), count * decoder.bytes);
        file.read(offset + done * decoder.bytes, bytes);
        decodeBlocks(decoder, bytes, destination.subspan(done * decoder.values, count * decoder.values));
        done += count;
    }
}

} // namespace

std::optional<std::uint64_t> valueCount(const Shape &shape)
{
    constexpr std::ptrdiff_t kMost = std::numeric_limits<std::ptrdiff_t>::max() / 4;
    std::ptrdiff_t count = 1;
    for (const std::ptrdiff_t size : shape) {
        if (size < 0 || (size != 0 && count > kMost / size))
            return {};
        count *= size;
    }
    return static_cast<std::uint64_t>(count);
}

StoredTensors::StoredTensors(std::vector<StoredTensor> tensors)
{
    const auto nameOf = [](const StoredTensor &tensor) -> const std::string & { return tensor.entry.name; };
    std::ranges::sort(tensors, {}, nameOf);
    const auto twice = std::ranges::adjacent_find(tensors, {}, nameOf);
    if (twice != tensors.end())
        refuseDouble(*twice, *std::next(twice));
    m_entries.reserve(tensors.size());
    m_places.reserve(tensors.size());
    for (StoredTensor &tensor : tensors) {
        m_entries.push_back(std::move(tensor.entry));
        m_places.push_back({tensor.offset, tensor.bytes, tensor.file});
    }
}

std::optional<std::size_t> StoredTensors::indexOf(std::string_view name) const
{
    const auto found = std::ranges::lower_bound(
        m_entries, name, {}, [](const TensorEntry &entry) { return std::string_view(entry.name); });
    if (found == m_entries.end() || found->name != name)
        return {};
    return static_cast<std::size_t>(found - m_entries.begin());
}

const FileReader *StoredTensors::fileOf(std::string_view name) const
{
    const auto index = indexOf(name);
    return index ? m_places[*index].file : nullptr;
}

void StoredTensors::read(std::string_view name, std::span<float> destination) const
{
    const auto index = indexOf(name);
    if (!index)
        throw LoadError("expected a tensor " + inQuotes(name) + ", found none of that name");
    const TensorEntry &entry = m_entries[*index];
    const Place &place = m_places[*index];
    const BlockDecoder *decoder = blockDecoder(entry.type);
    if (decoder == nullptr)
        place.file->refuse("tensor " + inQuotes(name) + " has the type " + entry.type +
                           ", which is not read yet");
    if (valueCount(entry.shape) != destination.size())
        place.file->refuse("tensor " + inQuotes(name) + " has " +
                           std::to_string(valueCount(entry.shape).value_or(0)) + " values, expected " +
                           std::to_string(destination.size()));
    if (decoder->type == "F32")
        place.file->read(place.offset, std::as_writable_bytes(destination));
    else
        readConverted(*place.file, place.offset, *decoder, destination);
}

} // namespace headscope
