#include "core/formats/safetensors.h"

#include "core/formats/file_reader.h"
#include "core/formats/in_quotes.h"
#include "core/formats/json_file.h"
#include "core/formats/load_error.h"
#include "core/formats/safetensors_header.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>

namespace headscope {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::size_t kMostShards = 512; // each stays open, and a process has 1,024 files

class SafetensorsFiles : public TensorSource {
public:
    explicit SafetensorsFiles(const std::vector<fs::path> &files)
    {
        std::vector<StoredTensor> tensors;
        for (const fs::path &file : files) {
            m_files.push_back(std::make_unique<FileReader>(file));
            std::ranges::move(readSafetensorsHeader(*m_files.back()), std::back_inserter(tensors));
        }
        m_tensors = StoredTensors(std::move(tensors));
    }

    [[nodiscard]] std::span<const TensorEntry> entries() const override { return m_tensors.entries(); }

    void read(std::string_view name, std::span<float> destination) const override
    {
        m_tensors.read(name, destination);
    }

    [[nodiscard]] const FileReader *fileOf(std::string_view name) const { return m_tensors.fileOf(name); }

private:
    std::vector<std::unique_ptr<FileReader>> m_files;
    StoredTensors m_tensors;
};

/// Which shard holds each tensor, as an index file says it.
class ShardIndex {
public:
    explicit ShardIndex(const fs::path &file)
        : m_name(file.filename().string())
        , m_folder(file.parent_path())
    {
        const json index = readJsonFile(file);
        if (!index.is_object() || !index.contains("weight_map") || !index["weight_map"].is_object())
            refuse("expected an object weight_map, found none");
        for (const auto &[tensor, shard] : index["weight_map"].items()) {
            if (!shard.is_string())
                refuse("expected the name of a file for " + inQuotes(tensor) + ", found something else");
            checkName(shard.get_ref<const std::string &>());
            m_shardOf.emplace(tensor, shard.get<std::string>());
        }
    }

    [[nodiscard]] std::unique_ptr<TensorSource> open() const
    {
        auto source = std::make_unique<SafetensorsFiles>(shards());
        for (const auto &[tensor, shard] : m_shardOf) {
            const FileReader *file = source->fileOf(tensor);
            if (file == nullptr || file->path().filename() != shard)
                refuse("expected the tensor " + inQuotes(tensor) + " in " + inQuotes(shard) +
                       ", found it missing there");
        }
        return source;
    }

private:
    /// A shard lies beside its index: its name leads nowhere else.
    void checkName(const std::string &shard) const
    {
        if (shard.empty() || shard == "." || shard.find("..") != std::string::npos ||
            shard.find_first_of(std::string_view("/\\\0", 3)) != std::string::npos)
            refuse("expected shards beside the index, found " + inQuotes(shard));
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
            refuse("expected 1 to " + std::to_string(kMostShards) + " shards, found " +
                   std::to_string(names.size()));
        std::vector<fs::path> files;
        for (const std::string &name : names)
            files.push_back(m_folder / name);
        return files;
    }

    [[noreturn]] void refuse(const std::string &found) const { throw LoadError(m_name + ": " + found); }

    std::string m_name;
    fs::path m_folder;
    std::map<std::string, std::string> m_shardOf;
};

} // namespace

std::unique_ptr<TensorSource> openSafetensors(const fs::path &file)
{
    if (file.extension() == ".json")
        return ShardIndex(file).open();
    return std::make_unique<SafetensorsFiles>(std::vector{file});
}

} // namespace headscope
