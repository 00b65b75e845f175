#include "core/formats/gguf_header.h"

#include "core/formats/file_cursor.h"
#include "core/formats/ggml_type.h"
#include "core/formats/gguf_metadata.h"
#include "core/formats/in_quotes.h"

#include <algorithm>
#include <array>
#include <limits>

namespace headscope {

namespace {

constexpr std::uint32_t kMostDimensions = 4;
constexpr std::uint64_t kLeastTensorBytes = 8 + 4 + 8 + 4 + 8; // name, dimensions, one size, type, offset
constexpr std::uint64_t kTensorCost = 250;

void checkMagic(const FileReader &file, FileCursor &cursor)
{
    constexpr std::array kMagic{'G', 'G', 'U', 'F'};
    if (file.size() < kMagic.size())
        file.refuse(sentence("core", "expected a GGUF file, found only %1 bytes").with(file.size()));
    for (const char letter : kMagic)
        if (cursor.next<char>() != letter)
            file.refuse(sentence("core", "expected a GGUF file, found other bytes at its start"));
    const auto version = cursor.next<std::uint32_t>();
    if (version != 0 && (version & 0xFFFFU) == 0)
        file.refuse(sentence("core", "expected a little-endian GGUF file, found a big-endian one"));
    if (version != 2 && version != 3)
        file.refuse(sentence("core", "expected GGUF version 2 or 3, found %1").with(version));
}

class TensorReader {
public:
    TensorReader(const FileReader &file, FileCursor &cursor)
        : m_file(file)
        , m_cursor(cursor)
    {
    }

    /// The offset counts from the start of the data, which is not known yet.
    [[nodiscard]] StoredTensor read()
    {
        m_name = m_cursor.nextText(kLongestGgufName, sentence("core", "a tensor's name"));
        m_cursor.charge(m_name.size());
        if (!isUtf8(m_name))
            refuse(sentence("core", "expected a name in UTF-8, found broken text"));
        StoredTensor tensor;
        tensor.file = &m_file;
        tensor.entry.shape = nextShape();
        const GgmlType &type = nextType();
        tensor.entry.type = type.name;
        tensor.bytes = byteCount(tensor.entry.shape, type);
        tensor.offset = m_cursor.next<std::uint64_t>();
        tensor.entry.name = std::move(m_name);
        return tensor;
    }

private:
    /// Outermost dimension first: the reverse of the file's order.
    [[nodiscard]] Shape nextShape()
    {
        const auto dimensions = m_cursor.next<std::uint32_t>();
        if (dimensions == 0 || dimensions > kMostDimensions)
            refuse(sentence("core", "expected 1 to 4 dimensions, found %1").with(dimensions));
        Shape shape(dimensions);
        for (std::ptrdiff_t &size : shape) {
            size = m_cursor.next<std::ptrdiff_t>();
            if (size <= 0)
                refuse(sentence("core", "expected sizes from 1 to 2^63 - 1, found %1")
                           .with(static_cast<std::uint64_t>(size)));
        }
        std::ranges::reverse(shape);
        return shape;
    }

    [[nodiscard]] const GgmlType &nextType()
    {
        const auto id = m_cursor.next<std::uint32_t>();
        const GgmlType *type = ggmlType(id);
        if (type == nullptr)
            refuse(sentence("core", "expected a known element type, found number %1").with(id));
        return *type;
    }

    [[nodiscard]] std::uint64_t byteCount(const Shape &shape, const GgmlType &type) const
    {
        const auto rowLength = static_cast<std::uint64_t>(shape.back());
        if (rowLength % type.blockValues != 0)
            refuse(sentence("core", "expected rows of a multiple of %1 values for %2, found %3")
                       .with(type.blockValues, type.name, rowLength));
        const auto count = valueCount(shape);
        if (!count || *count / type.blockValues > std::numeric_limits<std::uint64_t>::max() / type.blockBytes)
            refuse(sentence("core", "expected a shape that can be held, found one whose size overflows"));
        return *count / type.blockValues * type.blockBytes;
    }

    [[noreturn]] void refuse(const Message &found) const
    {
        m_file.refuse(sentence("core", "tensor %1: %2").with(inQuotes(m_name), found));
    }

    const FileReader &m_file;
    FileCursor &m_cursor;
    std::string m_name;
};

/// Puts the tensors' offsets behind `dataBegin` and checks that they lie in the file, apart from each other.
void placeTensors(const FileReader &file, std::vector<StoredTensor> &tensors, std::uint64_t dataBegin,
                  std::uint64_t alignment)
{
    std::ranges::sort(tensors, {}, &StoredTensor::offset);
    std::uint64_t end = 0;
    for (StoredTensor &tensor : tensors) {
        const Message name = sentence("core", "tensor %1").with(inQuotes(tensor.entry.name));
        if (tensor.offset % alignment != 0)
            file.refuse(sentence("core", "%1: expected an offset that is a multiple of %2, found %3")
                            .with(name, alignment, tensor.offset));
        if (dataBegin > file.size() || tensor.offset > file.size() - dataBegin ||
            tensor.bytes > file.size() - dataBegin - tensor.offset)
            file.refuse(
                sentence("core", "%1: expected %2 bytes at %3 of the data, found the file's end at %4")
                    .with(name, tensor.bytes, tensor.offset, file.size() - std::min(dataBegin, file.size())));
        if (tensor.offset < end)
            file.refuse(sentence("core", "%1: expected data of its own, found it inside another tensor's")
                            .with(name));
        end = tensor.offset + tensor.bytes;
        tensor.offset += dataBegin;
    }
}

} // namespace

GgufHeader readGgufHeader(const FileReader &file)
{
    FileCursor cursor(file);
    checkMagic(file, cursor);
    const auto tensorCount = cursor.next<std::uint64_t>();
    const auto pairCount = cursor.next<std::uint64_t>();
    cursor.checkCount(tensorCount, kLeastTensorBytes, sentence("core", "tensors"));
    GgufMetadata metadata = readGgufMetadata(file, cursor, pairCount);

    cursor.checkCount(tensorCount, kLeastTensorBytes, sentence("core", "tensors"));
    cursor.charge(tensorCount * kTensorCost);
    std::vector<StoredTensor> tensors;
    tensors.reserve(static_cast<std::size_t>(tensorCount));
    TensorReader reader(file, cursor);
    for (std::uint64_t i = 0; i < tensorCount; ++i)
        tensors.push_back(reader.read());
    const std::uint64_t alignment = metadata.alignment;
    placeTensors(file, tensors, (cursor.position() + alignment - 1) / alignment * alignment, alignment);
    return {std::move(metadata.values), std::move(tensors)};
}

} // namespace headscope
