#include "core/formats/safetensors_header.h"

#include "core/formats/in_quotes.h"
#include "core/formats/json_builder.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <tuple>
#include <utility>

namespace headscope {

namespace {

using nlohmann::json;

constexpr std::uint64_t kLengthBytes = 8;
constexpr std::uint64_t kLongestHeader = 100'000'000;
constexpr std::size_t kMostTensors = 250'000; // some 50 MB of entries
constexpr std::string_view kMetadata = "__metadata__";

struct ElementType {
    std::string_view name;
    std::uint64_t bits;
};

constexpr std::array kElementTypes{
    ElementType{"BOOL", 8},        ElementType{"F4", 4},          ElementType{"F6_E2M3", 6},
    ElementType{"F6_E3M2", 6},     ElementType{"U8", 8},          ElementType{"I8", 8},
    ElementType{"F8_E5M2", 8},     ElementType{"F8_E4M3", 8},     ElementType{"F8_E8M0", 8},
    ElementType{"F8_E4M3FNUZ", 8}, ElementType{"F8_E5M2FNUZ", 8}, ElementType{"I16", 16},
    ElementType{"U16", 16},        ElementType{"F16", 16},        ElementType{"BF16", 16},
    ElementType{"I32", 32},        ElementType{"U32", 32},        ElementType{"F32", 32},
    ElementType{"C64", 64},        ElementType{"F64", 64},        ElementType{"I64", 64},
    ElementType{"U64", 64},
};

/// What the header says of one tensor: read field by field, as the reference reader does.
class HeaderEntry {
public:
    HeaderEntry(const FileReader &file, const std::string &name)
        : m_file(file)
        , m_name(name)
    {
    }

    [[nodiscard]] StoredTensor read(const json &description) const
    {
        StoredTensor tensor;
        tensor.file = &m_file;
        tensor.entry.name = m_name;
        const ElementType type = elementType(field(description, "dtype", 0));
        tensor.entry.type = type.name;
        tensor.entry.shape = shape(field(description, "shape", 1));
        const auto [begin, end] = offsets(field(description, "data_offsets", 2));
        tensor.offset = begin; // within the data, for now
        tensor.bytes = end - begin;
        checkSize(tensor, type);
        return tensor;
    }

private:
    /// The reference reader also takes the three values as a list, without their names.
    [[nodiscard]] const json &field(const json &description, const char *key, std::size_t index) const
    {
        if (description.is_array() && description.size() == 3)
            return description[index];
        if (!description.is_object())
            refuse(sentence("core", "expected dtype, shape and data_offsets, found something else"));
        const auto found = description.find(key);
        if (found == description.end())
            refuse(sentence("core", "expected dtype, shape and data_offsets, found no %1").with(key));
        return *found;
    }

    /// … and a type as the only key of an object.
    [[nodiscard]] ElementType elementType(const json &value) const
    {
        std::string name;
        if (value.is_string())
            name = value.get_ref<const std::string &>();
        else if (value.is_object() && value.size() == 1 && value.front().is_null())
            name = value.begin().key();
        const auto *const found = std::ranges::find(kElementTypes, name, &ElementType::name);
        if (found == kElementTypes.end())
            refuse(sentence("core", "expected an element type of safetensors 0.8, found %1")
                       .with(inQuotes(name)));
        return *found;
    }

    [[nodiscard]] Shape shape(const json &value) const
    {
        if (!value.is_array())
            refuse(sentence("core", "expected a list of sizes as its shape, found something else"));
        Shape shape;
        shape.reserve(value.size());
        for (const json &size : value)
            shape.push_back(static_cast<std::ptrdiff_t>(wholeNumber(size)));
        return shape;
    }

    [[nodiscard]] std::tuple<std::uint64_t, std::uint64_t> offsets(const json &value) const
    {
        if (!value.is_array() || value.size() != 2)
            refuse(sentence("core", "expected two data_offsets, found something else"));
        const std::uint64_t begin = wholeNumber(value[0]);
        const std::uint64_t end = wholeNumber(value[1]);
        if (begin > end)
            refuse(sentence("core", "expected data_offsets in order, found %1 before %2").with(begin, end));
        return {begin, end};
    }

    [[nodiscard]] std::uint64_t wholeNumber(const json &value) const
    {
        constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::ptrdiff_t>::max());
        if (!value.is_number_unsigned() || value.get<std::uint64_t>() > kMost)
            refuse(sentence("core", "expected whole numbers from 0 to 2^63 - 1, found something else"));
        return value.get<std::uint64_t>();
    }

    void checkSize(const StoredTensor &tensor, ElementType type) const
    {
        const auto count = valueCount(tensor.entry.shape);
        if (!count || *count > std::numeric_limits<std::uint64_t>::max() / type.bits)
            refuse(sentence("core", "expected a shape that can be held, found one whose size overflows"));
        const std::uint64_t bits = *count * type.bits;
        if (bits % 8 != 0 || bits / 8 != tensor.bytes)
            refuse(sentence("core", "expected %1 bytes for its shape and type, found %2")
                       .with((bits + 7) / 8, tensor.bytes));
    }

    [[noreturn]] void refuse(const Message &found) const
    {
        m_file.refuse(sentence("core", "tensor %1: %2").with(inQuotes(m_name), found));
    }

    const FileReader &m_file;
    const std::string &m_name;
};

void checkMetadata(const FileReader &file, const json &metadata)
{
    const auto isText = [](const json &value) { return value.is_string(); };
    if (!metadata.is_null() && !(metadata.is_object() && std::ranges::all_of(metadata, isText)))
        file.refuse(sentence("core", "expected texts in __metadata__, found something else"));
}

std::string readHeaderText(const FileReader &file)
{
    if (file.size() < kLengthBytes)
        file.refuse(
            sentence("core", "expected a safetensors file of at least 8 bytes, found %1").with(file.size()));
    std::array<std::byte, kLengthBytes> bytes{};
    file.read(0, bytes);
    const auto length = std::bit_cast<std::uint64_t>(bytes);
    if (length > kLongestHeader)
        file.refuse(
            sentence("core", "expected a safetensors header of at most 100 MB, found a length of %1 bytes")
                .with(length));
    if (length > file.size() - kLengthBytes)
        file.refuse(sentence("core", "expected a header of %1 bytes, found %2 bytes in the file")
                        .with(length, file.size() - kLengthBytes));
    std::string text(static_cast<std::size_t>(length), '\0');
    file.read(kLengthBytes, std::as_writable_bytes(std::span(text)));
    return text;
}

std::vector<StoredTensor> parseHeader(const FileReader &file, std::string_view text)
{
    std::vector<StoredTensor> tensors;
    bool hasMetadata = false;
    parseJsonMembers(text, file.path().filename().string(), [&](const std::string &name, json &&value) {
        if (name != kMetadata) {
            if (tensors.size() == kMostTensors)
                file.refuse(sentence("core", "expected at most %1 tensors, found more").with(kMostTensors));
            tensors.push_back(HeaderEntry(file, name).read(value));
            return;
        }
        if (std::exchange(hasMetadata, true))
            file.refuse(sentence("core", "expected __metadata__ once, found it twice"));
        checkMetadata(file, value);
    });
    return tensors;
}

void refuseDoubles(const FileReader &file, std::vector<StoredTensor> &tensors)
{
    const auto nameOf = [](const StoredTensor &tensor) -> const std::string & { return tensor.entry.name; };
    std::ranges::sort(tensors, {}, nameOf);
    const auto twice = std::ranges::adjacent_find(tensors, {}, nameOf);
    if (twice != tensors.end())
        file.refuse(
            sentence("core", "expected each tensor once, found %1 twice").with(inQuotes(twice->entry.name)));
}

constexpr Sentence kInsideAnother =
    sentence("core", "tensor %1: expected its data at %2, found %3, inside another tensor");
constexpr Sentence kBehindAHole =
    sentence("core", "tensor %1: expected its data at %2, found %3, behind a hole");

/// Each tensor begins where the one before it ends, and the last ends with the file.
void checkCoverage(const FileReader &file, std::vector<StoredTensor> &tensors, std::uint64_t dataBegin)
{
    std::ranges::sort(tensors, {}, [](const StoredTensor &t) { return std::tuple(t.offset, t.bytes); });
    std::uint64_t end = 0;
    for (StoredTensor &tensor : tensors) {
        if (tensor.offset != end)
            file.refuse((tensor.offset < end ? kInsideAnother : kBehindAHole)
                            .with(inQuotes(tensor.entry.name), end, tensor.offset));
        end += tensor.bytes;
        tensor.offset += dataBegin;
    }
    if (end != file.size() - dataBegin)
        file.refuse(
            sentence("core", "expected %1 bytes of data, found %2").with(end, file.size() - dataBegin));
}

} // namespace

std::vector<StoredTensor> readSafetensorsHeader(const FileReader &file)
{
    const std::string text = readHeaderText(file);
    std::vector<StoredTensor> tensors = parseHeader(file, text);
    refuseDoubles(file, tensors);
    checkCoverage(file, tensors, kLengthBytes + text.size());
    return tensors;
}

} // namespace headscope
