#include "core/formats/tensor_files.h"

#include "core/formats/in_quotes.h"
#include "core/formats/json_file.h"
#include "core/formats/load_error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>
#include <map>

namespace headscope {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::size_t kMostShards = 512; // each stays open, and a process has 1,024 files

class TensorFiles : public TensorSource {
public:
    TensorFiles(fs::path path, const std::vector<fs::path> &files, HeaderReader readHeader)
        : m_path(std::move(path))
    {
        std::vector<StoredTensor> tensors;
        for (const fs::path &file : files) {
            m_files.push_back(std::make_unique<FileReader>(file));
            std::ranges::move(readHeader(*m_files.back()), std::back_inserter(tensors));
        }
        m_tensors = StoredTensors(std::move(tensors));
    }

    [[nodiscard]] const fs::path &path() const override { return m_path; }
    [[nodiscard]] std::span<const TensorEntry> entries() const override { return m_tensors.entries(); }

    void read(std::string_view name, std::span<float> destination) const override
    {
        m_tensors.read(name, destination);
    }

    [[nodiscard]] const FileReader *fileOf(std::string_view name) const { return m_tensors.fileOf(name); }

private:
    fs::path m_path;
    std::vector<std::unique_ptr<FileReader>> m_files;
    StoredTensors m_tensors;
};

/// Which shard holds each tensor, as an index file says it.
class ShardIndex {
public:
    explicit ShardIndex(const fs::path &file)
        : m_file(file)
        , m_name(file.filename().string())
        , m_folder(file.parent_path())
    {
        const json index = readJsonFile(file);
        if (!index.is_object() || !index.contains("weight_map") || !index["weight_map"].is_object())
            refuse(sentence("core", "expected an object weight_map, found none"));
        for (const auto &[tensor, shard] : index["weight_map"].items()) {
            if (!shard.is_string())
                refuse(sentence("core", "expected the name of a file for %1, found something else")
                           .with(inQuotes(tensor)));
            checkName(shard.get_ref<const std::string &>());
            m_shardOf.emplace(tensor, shard.get<std::string>());
        }
    }

    [[nodiscard]] std::unique_ptr<TensorSource> open(HeaderReader readHeader) const
    {
        auto source = std::make_unique<TensorFiles>(m_file, shards(), readHeader);
        for (const auto &[tensor, shard] : m_shardOf) {
            const FileReader *file = source->fileOf(tensor);
            if (file == nullptr || file->path().filename() != shard)
                refuse(sentence("core", "expected the tensor %1 in %2, found it missing there")
                           .with(inQuotes(tensor), inQuotes(shard)));
        }
        return source;
    }

private:
    /// A shard lies beside its index: its name leads nowhere else.
    void checkName(const std::string &shard) const
    {
        if (shard.empty() || shard == "." || shard.find("..") != std::string::npos ||
            shard.find_first_of(std::string_view("/\\\0", 3)) != std::string::npos)
            refuse(sentence("core", "expected shards beside the index, found %1").with(inQuotes(shard)));
    }

    [[nodiscard]] std::vector<fs::path> shards() const
    {
        std::vector<std::string> names;
        for (const auto &[tensor, shard] : m_shardOf)
            names.push_back(shard);
        std::ranges::sort(names);
        const auto [first, last] = std::ranges::unique(names);
        names.erase(first, last);
        if (names.empty() || names.size() > kMostShards)
            refuse(sentence("core", "expected 1 to %1 shards, found %2").with(kMostShards, names.size()));
        std::vector<fs::path> files;
        for (const std::string &name : names)
            files.push_back(m_folder / name);
        return files;
    }

    [[noreturn]] void refuse(const Message &found) const
    {
        throw LoadError(sentence("core", "%1: %2").with(m_name, found));
    }

    fs::path m_file;
    std::string m_name;
    fs::path m_folder;
    std::map<std::string, std::string> m_shardOf;
};

} // namespace

std::unique_ptr<TensorSource> openTensorFiles(const fs::path &file, HeaderReader readHeader)
{
    if (file.extension() == ".json")
        return ShardIndex(file).open(readHeader);
    return std::make_unique<TensorFiles>(file, std::vector{file}, readHeader);
}

} // namespace headscope
