#include "core/formats/stored_tensors.h"

#include "core/formats/block_decoder.h"
#include "core/formats/in_quotes.h"
#include "core/formats/load_error.h"
#include "core/formats/strided_copy.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <limits>
#include <memory>

namespace headscope {

namespace {

constexpr std::size_t kPieceBytes = 512U << 10U; // read and converted while it is in a processor's own cache

void refuseDouble(const StoredTensor &first, const StoredTensor &second)
{
    const std::string name = inQuotes(first.entry.name);
    if (first.file == second.file)
        first.file->refuse(sentence("core", "expected each tensor once, found %1 twice").with(name));
    first.file->refuse(sentence("core", "expected each tensor once, found %1 in %2 too")
                           .with(name, inQuotes(second.file->path().filename().string())));
}

/// Reads a tensor in pieces, on all threads when it is long, and converts each while it is at hand: no part
/// of the file is held twice.
class PiecewiseReader {
public:
    PiecewiseReader(const FileReader &file, std::uint64_t offset, const BlockDecoder &decoder)
        : m_file(file)
        , m_offset(offset)
        , m_decoder(decoder)
        , m_pieceBlocks(kPieceBytes / decoder.bytes)
    {
    }

    void read(std::span<float> destination)
    {
        const std::size_t blocks = destination.size() / m_decoder.values;
        const auto pieces = static_cast<std::ptrdiff_t>((blocks + m_pieceBlocks - 1) / m_pieceBlocks);
#pragma omp parallel for schedule(static) if (pieces > 4)
        for (std::ptrdiff_t piece = 0; piece < pieces; ++piece) {
            const std::size_t first = static_cast<std::size_t>(piece) * m_pieceBlocks;
            const std::size_t count = std::min(m_pieceBlocks, blocks - first);
            tryPiece(first, destination.subspan(first * m_decoder.values, count * m_decoder.values));
        }
        if (m_failure)
            std::rethrow_exception(m_failure);
    }

private:
    /// Nothing may be thrown out of a parallel loop.
    void tryPiece(std::size_t firstBlock, std::span<float> values)
    {
        if (m_hasFailed.load(std::memory_order_relaxed))
            return;
        try {
            readPiece(m_offset + firstBlock * m_decoder.bytes, values);
        } catch (...) {
            if (!m_hasFailed.exchange(true))
                m_failure = std::current_exception();
        }
    }

    void readPiece(std::uint64_t offset, std::span<float> values) const
    {
        if (m_decoder.type == "F32") {
            m_file.read(offset, std::as_writable_bytes(values));
            return;
        }
        const std::size_t blocks = values.size() / m_decoder.values;
        const std::size_t bytes = blocks * m_decoder.bytes;
        const auto buffer = std::make_unique_for_overwrite<std::byte[]>(bytes);
        m_file.read(offset, std::span(buffer.get(), bytes));
        m_decoder.decode(buffer.get(), blocks, values.data());
    }

    const FileReader &m_file;
    std::uint64_t m_offset;
    const BlockDecoder &m_decoder;
    std::size_t m_pieceBlocks;
    std::atomic<bool> m_hasFailed = false;
    std::exception_ptr m_failure;
};

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
        m_places.push_back({tensor.offset, tensor.bytes, tensor.file, std::move(tensor.strides)});
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

void StoredTensors::refuseMissing(std::string_view name) const
{
    const Message found =
        sentence("core", "expected a tensor %1, found none of that name").with(inQuotes(name));
    if (m_places.empty())
        throw LoadError(found);
    m_places.front().file->refuse(found);
}

void StoredTensors::read(std::string_view name, std::span<float> destination) const
{
    const auto index = indexOf(name);
    if (!index)
        refuseMissing(name);
    const TensorEntry &entry = m_entries[*index];
    const Place &place = m_places[*index];
    const BlockDecoder *decoder = blockDecoder(entry.type);
    if (decoder == nullptr)
        place.file->refuse(sentence("core", "tensor %1 has the type %2, which is not read yet")
                               .with(inQuotes(name), entry.type));
    if (valueCount(entry.shape) != destination.size())
        place.file->refuse(
            sentence("core", "tensor %1 has %2 values, expected %3")
                .with(inQuotes(name), valueCount(entry.shape).value_or(0), destination.size()));
    PiecewiseReader reader(*place.file, place.offset, *decoder);
    if (place.strides.empty()) {
        reader.read(destination);
        return;
    }
    Tensor span({static_cast<std::ptrdiff_t>(place.bytes / decoder->bytes)});
    reader.read(span.values());
    copyStrided(span.values(), entry.shape, place.strides, destination);
}

} // namespace headscope
