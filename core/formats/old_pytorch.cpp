#include "core/formats/old_pytorch.h"

#include "core/formats/in_quotes.h"
#include "core/formats/pytorch_tensors.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>

namespace headscope {

namespace {

constexpr std::size_t kLargestPickles = 8U << 20U; // 50,000 tensors
// The pickled number by which the format is known, and the only version that it had.
constexpr std::string_view
    kStart("\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.\x80\x02M\xe9\x03.", 21);

std::span<const std::byte> bytesOf(std::string_view text)
{
    return std::as_bytes(std::span(text));
}

class OldReader {
public:
    explicit OldReader(const FileReader &file)
        : m_file(file)
        , m_name(file.path().filename().string())
        , m_pickles(static_cast<std::size_t>(std::min<std::uint64_t>(file.size(), kLargestPickles)))
    {
        m_file.read(0, m_pickles);
    }

    [[nodiscard]] std::vector<StoredTensor> read()
    {
        m_place = kStart.size();
        skipSystem();
        PickledDictionary dictionary = readPickledTensors(rest(), m_name);
        m_place += dictionary.bytes;
        const std::vector<std::string_view> keys = readPickledTexts(rest(), m_name);
        m_place += pickleBytes(rest(), m_name);
        findStorages(keys, dictionary.tensors);
        return placeTensors(m_file, std::move(dictionary.tensors), [this](const PickledTensor &tensor) {
            const auto found = m_storages.find(tensor.storage);
            return found == m_storages.end() ? std::nullopt : std::optional(found->second);
        });
    }

private:
    [[nodiscard]] std::span<const std::byte> rest() const { return std::span(m_pickles).subspan(m_place); }

    /// Of what is said of the system, only the order of bytes matters: True behind its name and the number
    /// under which that is remembered.
    void skipSystem()
    {
        const auto system = rest().first(pickleBytes(rest(), m_name));
        constexpr std::string_view kName = "little_endian";
        const auto found = std::ranges::search(system, bytesOf(kName));
        const auto value = found.end() - system.begin() + 2;
        if (found.empty() || value >= std::ssize(system) ||
            system[static_cast<std::size_t>(value)] != std::byte{0x88})
            m_file.refuse(sentence("core", "expected little-endian numbers, found others"));
        m_place += system.size();
    }

    /// The storages' sizes in the file are those that the tensors say, or the file is refused.
    void findStorages(std::span<const std::string_view> keys, std::span<const PickledTensor> tensors)
    {
        std::map<std::string_view, const PickledTensor *> users;
        for (const PickledTensor &tensor : tensors)
            users.emplace(tensor.storage, &tensor);
        std::uint64_t place = m_place;
        for (const std::string_view key : keys) {
            const auto user = users.find(key);
            if (user == users.end())
                m_file.refuse(sentence("core", "expected storages of tensors alone, found another: %1")
                                  .with(inQuotes(key)));
            const std::uint64_t bytes = bytesOfStorage(*user->second, place);
            m_storages.emplace(key, StorageBytes{place + sizeof(std::uint64_t), bytes});
            place += sizeof(std::uint64_t) + bytes;
        }
    }

    /// Checked against the file's size.
    [[nodiscard]] std::uint64_t bytesOfStorage(const PickledTensor &user, std::uint64_t place) const
    {
        const std::uint64_t left = m_file.size() - place;
        std::array<std::uint64_t, 1> values{};
        if (left < sizeof values)
            m_file.refuse(
                sentence("core", "expected a storage at byte %1, found the file's end").with(place));
        m_file.read(place, std::as_writable_bytes(std::span(values)));
        const std::uint64_t size = user.isInBytes ? 1 : pytorchValueBytes(user.type);
        if (values[0] != static_cast<std::uint64_t>(user.elements) ||
            values[0] > (left - sizeof values) / size)
            m_file.refuse(
                sentence("core",
                         "tensor %1: expected a storage of %2 values, found %3 in the %4 bytes that are left")
                    .with(inQuotes(user.name), user.elements, values[0], left));
        return values[0] * size;
    }

    const FileReader &m_file;
    std::string m_name;
    std::vector<std::byte> m_pickles;
    std::size_t m_place = 0;
    std::map<std::string_view, StorageBytes> m_storages; ///< by key
};

} // namespace

bool isOldPytorch(const FileReader &file)
{
    std::array<std::byte, kStart.size()> start{};
    if (file.size() < start.size())
        return false;
    file.read(0, start);
    return std::ranges::equal(start, bytesOf(kStart));
}

std::vector<StoredTensor> readOldPytorch(const FileReader &file)
{
    return OldReader(file).read();
}

} // namespace headscope
