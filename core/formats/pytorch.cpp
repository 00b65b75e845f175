#include "core/formats/pytorch.h"

#include "core/formats/block_decoder.h"
#include "core/formats/in_quotes.h"
#include "core/formats/pickle_reader.h"
#include "core/formats/tensor_files.h"
#include "core/formats/zip_directory.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>

namespace headscope {

namespace {

constexpr std::uint64_t kLargestPickle = 8U << 20U; // 50,000 tensors
constexpr std::size_t kLongestName = 1024;
constexpr std::uint64_t kMostNameBytes = 8U << 20U;
constexpr std::string_view kPickle = "/data.pkl";

using Members = std::map<std::string, ZipMember>;

/// How many bytes a value takes of the types that PyTorch's storages have.
std::uint64_t valueBytes(std::string_view type)
{
    if (const BlockDecoder *decoder = blockDecoder(type))
        return decoder->bytes;
    constexpr std::array<std::pair<std::string_view, std::uint64_t>, 6> kWhole{
        {{"I64", 8}, {"I32", 4}, {"I16", 2}, {"I8", 1}, {"U8", 1}, {"BOOL", 1}}};
    return std::ranges::find(kWhole, type, &std::pair<std::string_view, std::uint64_t>::first)->second;
}

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

/// Turns what a pickle says into places in the file.
class ArchiveReader {
public:
    explicit ArchiveReader(const FileReader &file)
        : m_file(file)
        , m_members(readZipDirectory(file))
        , m_folder(findFolder())
    {
        checkByteOrder();
    }

    [[nodiscard]] std::vector<StoredTensor> read() const
    {
        const std::vector<std::byte> pickle = contentOf(m_folder + std::string(kPickle), kLargestPickle);
        std::vector<StoredTensor> tensors;
        std::uint64_t nameBytes = 0;
        for (PickledTensor &pickled : readPickledTensors(pickle, m_file.path().filename().string())) {
            nameBytes += pickled.name.size();
            if (pickled.name.size() > kLongestName || nameBytes > kMostNameBytes || !isUtf8(pickled.name))
                m_file.refuse(sentence("core", "expected names of tensors, found one too long or broken: %1")
                                  .with(inQuotes(pickled.name)));
            tensors.push_back(place(std::move(pickled)));
        }
        return tensors;
    }

private:
    /// Everything lies in one folder, which is named after the file as it was called when it was written.
    [[nodiscard]] std::string findFolder() const
    {
        for (const auto &[name, member] : m_members)
            if (name.ends_with(kPickle) && name.find('/') == name.size() - kPickle.size())
                return name.substr(0, name.size() - kPickle.size());
        m_file.refuse(
            sentence("core", "expected an archive with a data.pkl, as PyTorch writes it, found none"));
    }

    void checkByteOrder() const
    {
        const std::string name = m_folder + "/byteorder";
        if (!m_members.contains(name)) // older archives do not say it and are little-endian
            return;
        const auto order = contentOf(name, 16);
        constexpr std::string_view kLittle = "little";
        if (!std::ranges::equal(order, std::as_bytes(std::span(kLittle))))
            m_file.refuse(sentence("core", "expected little-endian numbers, found others"));
    }

    [[nodiscard]] std::vector<std::byte> contentOf(const std::string &name, std::uint64_t most) const
    {
        const ZipMember &member = m_members.at(name);
        if (member.bytes > most)
            m_file.refuse(sentence("core", "member %1: expected at most %2 bytes, found %3")
                              .with(inQuotes(name), most, member.bytes));
        std::vector<std::byte> content(static_cast<std::size_t>(member.bytes));
        m_file.read(dataOffset(m_file, member), content);
        return content;
    }

    [[nodiscard]] StoredTensor place(PickledTensor &&pickled) const
    {
        const auto found =
            m_members.find(m_folder + "/data/" + std::string(pickled.storage.substr(0, kLongestName)));
        if (found == m_members.end())
            refuse(pickled, sentence("core", "expected its storage in the archive, found none"));
        const std::uint64_t size = valueBytes(pickled.type);
        const std::uint64_t held = found->second.bytes / size;
        const auto said = static_cast<std::uint64_t>(pickled.elements) / (pickled.isInBytes ? size : 1);
        if (said > held)
            refuse(pickled, sentence("core", "expected a storage of %1 values, found %2").with(said, held));
        const std::uint64_t span = spanOf(pickled, said);
        StoredTensor tensor;
        tensor.file = &m_file;
        tensor.entry.name = pickled.name;
        tensor.entry.type = pickled.type;
        tensor.offset = dataOffset(m_file, found->second) + static_cast<std::uint64_t>(pickled.offset) * size;
        tensor.bytes = span * size;
        if (!isContiguous(pickled.shape, pickled.strides))
            tensor.strides = std::move(pickled.strides);
        tensor.entry.shape = std::move(pickled.shape);
        return tensor;
    }

    /// How many values of its storage lie between the tensor's first and its last one.
    [[nodiscard]] std::uint64_t spanOf(const PickledTensor &pickled, std::uint64_t held) const
    {
        const auto count = valueCount(pickled.shape);
        if (!count || *count > held)
            refuse(pickled,
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
                refuse(pickled, sentence("core", "expected strides within its storage, found larger ones"));
            last += steps * stride;
        }
        if (offset > most || last >= held)
            refuse(pickled,
                   sentence("core", "expected its values within the %1 of its storage, found some outside")
                       .with(held));
        return last - offset + 1;
    }

    [[noreturn]] void refuse(const PickledTensor &pickled, const Message &found) const
    {
        m_file.refuse(sentence("core", "tensor %1: %2").with(inQuotes(pickled.name), found));
    }

    const FileReader &m_file;
    Members m_members;
    std::string m_folder;
};

std::vector<StoredTensor> readArchive(const FileReader &file)
{
    constexpr std::array kZip{std::byte{'P'}, std::byte{'K'}};
    std::array<std::byte, 2> magic{};
    if (file.size() >= magic.size())
        file.read(0, magic);
    if (magic != kZip)
        file.refuse(sentence("core", "expected a ZIP archive, as PyTorch writes since version 1.6, found an "
                                     "older pickle, which is never opened; %1")
                        .with(conversionAdvice(file.path().filename().string())));
    return ArchiveReader(file).read();
}

} // namespace

std::unique_ptr<TensorSource> openPytorch(const std::filesystem::path &file)
{
    return openTensorFiles(file, readArchive);
}

Message conversionAdvice(const std::string &fileName)
{
    const std::string script = "import torch, safetensors.torch as s; "
                               "s.save_file({k: v.clone().contiguous() for k, v in torch.load('" +
                               fileName + "', weights_only=True).items()}, 'model.safetensors')";
    return sentence("core", "convert it once with Python: %1").with(script);
}

} // namespace headscope
