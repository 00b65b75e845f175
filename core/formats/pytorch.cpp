#include "core/formats/pytorch.h"

#include "core/formats/in_quotes.h"
#include "core/formats/old_pytorch.h"
#include "core/formats/pickle_reader.h"
#include "core/formats/pytorch_tensors.h"
#include "core/formats/tensor_files.h"
#include "core/formats/zip_directory.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace headscope {

namespace {

constexpr std::uint64_t kLargestPickle = 8U << 20U; // 50,000 tensors
constexpr std::string_view kPickle = "/data.pkl";

using Members = std::map<std::string, ZipMember>;

/// A ZIP archive, as PyTorch writes since version 1.6.
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
        return placeTensors(m_file, readPickledTensors(pickle, m_file.path().filename().string()).tensors,
                            [this](const PickledTensor &tensor) { return storageOf(tensor); });
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

    [[nodiscard]] std::optional<StorageBytes> storageOf(const PickledTensor &pickled) const
    {
        constexpr std::size_t kLongestKey = 1024;
        const auto found =
            m_members.find(m_folder + "/data/" + std::string(pickled.storage.substr(0, kLongestKey)));
        if (found == m_members.end())
            return {};
        return StorageBytes{dataOffset(m_file, found->second), found->second.bytes};
    }

    const FileReader &m_file;
    Members m_members;
    std::string m_folder;
};

std::vector<StoredTensor> readPytorch(const FileReader &file)
{
    if (isOldPytorch(file))
        return readOldPytorch(file);
    constexpr std::array kZip{std::byte{'P'}, std::byte{'K'}};
    std::array<std::byte, 2> magic{};
    if (file.size() >= magic.size())
        file.read(0, magic);
    if (magic != kZip)
        file.refuse(
            sentence(
                "core",
                "expected a ZIP archive or what PyTorch wrote before version 1.6, found something else; %1")
                .with(conversionAdvice(file.path().filename().string())));
    return ArchiveReader(file).read();
}

} // namespace

std::unique_ptr<TensorSource> openPytorch(const std::filesystem::path &file)
{
    return openTensorFiles(file, readPytorch);
}

Message conversionAdvice(const std::string &fileName)
{
    const std::string script = "import torch, safetensors.torch as s; "
                               "s.save_file({k: v.clone().contiguous() for k, v in torch.load('" +
                               fileName + "', weights_only=True).items()}, 'model.safetensors')";
    return sentence("core", "convert it once with Python: %1").with(script);
}

} // namespace headscope
