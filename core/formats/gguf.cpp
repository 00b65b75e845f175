#include "core/formats/gguf.h"

#include "core/formats/gguf_header.h"
#include "core/formats/in_quotes.h"
#include "core/formats/load_error.h"

namespace headscope {

namespace {

class OpenGgufFile : public GgufFile {
public:
    explicit OpenGgufFile(const std::filesystem::path &file)
        : m_file(file)
    {
        GgufHeader header = readGgufHeader(m_file);
        m_metadata = std::move(header.metadata);
        m_tensors = StoredTensors(std::move(header.tensors));
    }

    [[nodiscard]] std::span<const TensorEntry> entries() const override { return m_tensors.entries(); }

    void read(std::string_view name, std::span<float> destination) const override
    {
        m_tensors.read(name, destination);
    }

    [[nodiscard]] const std::map<std::string, GgufValue> &metadata() const override { return m_metadata; }
    [[nodiscard]] const std::filesystem::path &path() const override { return m_file.path(); }

private:
    FileReader m_file;
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
    throw LoadError(path().filename().string() + ": metadata " + inQuotes(key) +
                    ": expected a value of another type, found " +
                    std::visit(TypeName{}, metadata().at(key)));
}

} // namespace headscope
