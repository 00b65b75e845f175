#include "core/formats/pytorch_tensors.h"

#include "core/formats/block_decoder.h"
#include "core/formats/in_quotes.h"

#include <algorithm>
#include <array>

namespace headscope {

namespace {

constexpr std::size_t kLongestName = 1024;
constexpr std::uint64_t kMostNameBytes = 8U << 20U;

/// Whether the values lie one behind the other, as the shape says them. A size of 1 may have any stride.
bool isContiguous(const Shape &shape, const Shape &strides)
{
    std::ptrdiff_t expected = 1;
    for (std::size_t i = shape.size(); i-- > 0;) {
        if (shape[i] != 1 && strides[i] != expected)
            return false;
        expected *= shape[i];
    }
    return true;
}

[[noreturn]] void refuse(const FileReader &file, const PickledTensor &pickled, const Message &found)
{
    file.refuse(sentence("core", "tensor %1: %2").with(inQuotes(pickled.name), found));
}

/// How many values of its storage lie between the tensor's first and its last one.
std::uint64_t spanOf(const FileReader &file, const PickledTensor &pickled, std::uint64_t held)
{
    const auto count = valueCount(pickled.shape);
    if (!count || *count > held)
        refuse(file, pickled,
               sentence("core", "expected at most the %1 values of its storage, found more").with(held));
    if (*count == 0)
        return 0;
    const std::uint64_t most = held - *count; // no sum below can overflow
    const auto offset = static_cast<std::uint64_t>(pickled.offset);
    std::uint64_t last = offset;
    for (std::size_t i = 0; i < pickled.shape.size() && last < held; ++i) {
        const auto steps = static_cast<std::uint64_t>(pickled.shape[i] - 1);
        const auto stride = static_cast<std::uint64_t>(pickled.strides[i]);
        if (steps != 0 && stride > held / steps)
            refuse(file, pickled, sentence("core", "expected strides within its storage, found larger ones"));
        last += steps * stride;
    }
    if (offset > most || last >= held)
        refuse(file, pickled,
               sentence("core", "expected its values within the %1 of its storage, found some outside")
                   .with(held));
    return last - offset + 1;
}

StoredTensor placed(const FileReader &file, PickledTensor &&pickled, const FindStorage &storageOf)
{
    const std::optional<StorageBytes> storage = storageOf(pickled);
    if (!storage)
        refuse(file, pickled, sentence("core", "expected its storage in the file, found none"));
    const std::uint64_t size = pytorchValueBytes(pickled.type);
    const std::uint64_t held = storage->bytes / size;
    const auto said = static_cast<std::uint64_t>(pickled.elements) / (pickled.isInBytes ? size : 1);
    if (said > held)
        refuse(file, pickled, sentence("core", "expected a storage of %1 values, found %2").with(said, held));
    const std::uint64_t span = spanOf(file, pickled, said);
    StoredTensor tensor;
    tensor.file = &file;
    tensor.entry.name = pickled.name;
    tensor.entry.type = pickled.type;
    tensor.offset = storage->offset + static_cast<std::uint64_t>(pickled.offset) * size;
    tensor.bytes = span * size;
    if (!isContiguous(pickled.shape, pickled.strides))
        tensor.strides = std::move(pickled.strides);
    tensor.entry.shape = std::move(pickled.shape);
    return tensor;
}

} // namespace

std::uint64_t pytorchValueBytes(std::string_view type)
{
    if (const BlockDecoder *decoder = blockDecoder(type))
        return decoder->bytes;
    constexpr std::array<std::pair<std::string_view, std::uint64_t>, 6> kWhole{
        {{"I64", 8}, {"I32", 4}, {"I16", 2}, {"I8", 1}, {"U8", 1}, {"BOOL", 1}}};
    return std::ranges::find(kWhole, type, &std::pair<std::string_view, std::uint64_t>::first)->second;
}

std::vector<StoredTensor> placeTensors(const FileReader &file, std::vector<PickledTensor> &&pickled,
                                       const FindStorage &storageOf)
{
    std::vector<StoredTensor> tensors;
    std::uint64_t nameBytes = 0;
    for (PickledTensor &one : pickled) {
        nameBytes += one.name.size();
        if (one.name.size() > kLongestName || nameBytes > kMostNameBytes || !isUtf8(one.name))
            file.refuse(sentence("core", "expected names of tensors, found one too long or broken: %1")
                            .with(inQuotes(one.name)));
        tensors.push_back(placed(file, std::move(one), storageOf));
    }
    return tensors;
}

} // namespace headscope
