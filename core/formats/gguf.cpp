#include "core/formats/gguf.h"

#include "core/formats/gguf_header.h"
#include "core/formats/gguf_parts.h"
#include "core/formats/in_quotes.h"
#include "core/formats/load_error.h"

#include <algorithm>
#include <iterator>

namespace headscope {

namespace {

constexpr std::int64_t kMostParts = 512;              // each stays open, and a process has 1,024 files
constexpr std::int64_t kMostTensorsOfParts = 250'000; // some 50 MB of entries

/// What each part of a split model says of the whole.
struct SplitKeys {
    std::int64_t part = 0; // from 0
    std::int64_t count = 1;
    std::int64_t tensors = 0;
};

std::int64_t splitKey(const FileReader &file, const GgufHeader &header, const std::string &key)
{
    const auto found = header.metadata.find(key);
    if (found == header.metadata.end())
        file.refuse(sentence("core", "metadata %1: expected it in a part of a model, found none")
                        .with(inQuotes(key)));
    const auto *value = std::get_if<std::int64_t>(&found->second);
    if (value == nullptr)
        file.refuse(sentence("core", "metadata %1: expected a whole number, found something else")
                        .with(inQuotes(key)));
    return *value;
}

SplitKeys splitKeys(const FileReader &file, const GgufHeader &header)
{
    if (!header.metadata.contains("split.count"))
        return {};
    SplitKeys keys;
    keys.count = splitKey(file, header, "split.count");
    if (keys.count <= 1) // a model that could have been split and was not
        return {};
    keys.part = splitKey(file, header, "split.no");
    keys.tensors = splitKey(file, header, "split.tensors.count");
    if (keys.count > kMostParts)
        file.refuse(sentence("core", "expected at most %1 parts, found %2").with(kMostParts, keys.count));
    if (keys.tensors < 0 || keys.tensors > kMostTensorsOfParts)
        file.refuse(sentence("core", "expected at most %1 tensors in all parts, found %2")
                        .with(kMostTensorsOfParts, keys.tensors));
    return keys;
}

/// One file, or the parts that a model was split into: the first holds the metadata, each some of the
/// tensors, and any of them opens the whole.
class OpenGgufFile : public GgufFile {
public:
    explicit OpenGgufFile(const std::filesystem::path &file)
        : m_path(file)
    {
        const FileReader &reader = *m_files.emplace_back(std::make_unique<FileReader>(file));
        GgufHeader header = readGgufHeader(reader);
        const SplitKeys split = splitKeys(reader, header);
        if (split.count > 1) {
            header = {};
            openParts(partOf(reader, split), split);
            return;
        }
        m_metadata = std::move(header.metadata);
        m_tensors = StoredTensors(std::move(header.tensors));
    }

    [[nodiscard]] std::span<const TensorEntry> entries() const override { return m_tensors.entries(); }

    void read(std::string_view name, std::span<float> destination) const override
    {
        m_tensors.read(name, destination);
    }

    [[nodiscard]] const std::map<std::string, GgufValue> &metadata() const override { return m_metadata; }
    [[nodiscard]] const std::filesystem::path &path() const override { return m_path; }

private:
    /// The others are found by this one's name, so it must say the same as its keys.
    [[nodiscard]] static GgufPart partOf(const FileReader &file, const SplitKeys &split)
    {
        const auto part = ggufPart(file.path());
        if (!part || part->number != split.part + 1 || part->count != split.count)
            file.refuse(
                sentence("core",
                         "expected a name that says part %1 of %2, as the file itself does, found another")
                    .with(split.part + 1, split.count));
        return *part;
    }

    void openParts(const GgufPart &part, const SplitKeys &split)
    {
        m_files.clear();
        std::vector<StoredTensor> tensors;
        for (int number = 1; number <= part.count; ++number) {
            const FileReader &file =
                *m_files.emplace_back(std::make_unique<FileReader>(part.sibling(number)));
            GgufHeader header = readGgufHeader(file);
            checkPart(file, splitKeys(file, header), {number - 1, split.count, split.tensors});
            if (std::ssize(tensors) + std::ssize(header.tensors) > split.tensors)
                file.refuse(
                    sentence("core", "expected %1 tensors in all parts, found more").with(split.tensors));
            std::ranges::move(header.tensors, std::back_inserter(tensors));
            if (number == 1)
                m_metadata = std::move(header.metadata);
        }
        if (std::ssize(tensors) != split.tensors)
            m_files.front()->refuse(sentence("core", "expected %1 tensors in all parts, found %2")
                                        .with(split.tensors, tensors.size()));
        m_tensors = StoredTensors(std::move(tensors));
    }

    static void checkPart(const FileReader &file, const SplitKeys &found, const SplitKeys &expected)
    {
        const auto say = [](const SplitKeys &keys) {
            return sentence("core", "part %1 of %2 with %3 tensors in all")
                .with(keys.part + 1, keys.count, keys.tensors);
        };
        if (found.part != expected.part || found.count != expected.count || found.tensors != expected.tensors)
            file.refuse(sentence("core", "expected %1, found %2")
                            .with(say(expected),
                                  found.count > 1 ? say(found) : Message(sentence("core", "a whole model"))));
    }

    std::filesystem::path m_path;
    std::vector<std::unique_ptr<FileReader>> m_files;
    std::map<std::string, GgufValue> m_metadata;
    StoredTensors m_tensors;
};

struct TypeName {
    std::string operator()(std::int64_t) const { return "a whole number"; }
    std::string operator()(double) const { return "a number with a fraction"; }
    std::string operator()(bool) const { return "a truth value"; }
    std::string operator()(const std::string &) const { return "a text"; }
    std::string operator()(const std::vector<std::int64_t> &) const { return "a list of whole numbers"; }
    std::string operator()(const std::vector<double> &) const { return "a list of numbers"; }
    std::string operator()(const std::vector<std::string> &) const { return "a list of texts"; }
};

} // namespace

std::unique_ptr<GgufFile> GgufFile::open(const std::filesystem::path &file)
{
    return std::make_unique<OpenGgufFile>(file);
}

void GgufFile::refuseType(const std::string &key) const
{
    throw LoadError(
        sentence("core", "%1: metadata %2: expected a value of another type, found %3")
            .with(path().filename().string(), inQuotes(key), std::visit(TypeName{}, metadata().at(key))));
}

} // namespace headscope
