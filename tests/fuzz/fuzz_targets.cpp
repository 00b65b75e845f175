#include "tests/fuzz/fuzz_targets.h"

#include "core/formats/gguf.h"
#include "core/formats/load_error.h"
#include "core/formats/pytorch.h"
#include "core/formats/safetensors.h"
#include "core/model/model.h"
#include "core/text/tokenizer.h"
#include "tests/support/source_folder.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <sys/mman.h>
#include <unistd.h>

namespace headscope {

namespace {

namespace fs = std::filesystem;

constexpr std::ptrdiff_t kMostValues = 1 << 16;
constexpr std::string_view kText =
    "The sun rises, 12 été\u0301 naïve 日本 👩‍🚀\t\n  don't [MASK]";

[[noreturn]] void fail(const char *what)
{
    std::fprintf(stderr, "%s\n", what);
    std::abort();
}

/// A refusal must be fit for one line of a terminal.
template <typename Work>
void refuseOrDo(const Work &work)
{
    try {
        work();
    } catch (const LoadError &refusal) {
        for (const char *letter = refusal.what(); *letter != '\0'; ++letter)
            if (*letter == '\n' || *letter == '\r')
                fail("a refusal has more than one line");
    }
}

/// A file in memory that can be opened by its path.
class MemoryFile {
public:
    MemoryFile()
        : m_descriptor(::memfd_create("fuzz", 0))
        , m_path("/proc/self/fd/" + std::to_string(m_descriptor))
    {
        if (m_descriptor < 0)
            fail("no file in memory can be made");
    }
    ~MemoryFile() { ::close(m_descriptor); }
    MemoryFile(const MemoryFile &) = delete;
    MemoryFile &operator=(const MemoryFile &) = delete;

    [[nodiscard]] const fs::path &path() const { return m_path; }

    void hold(std::span<const std::uint8_t> bytes, std::size_t size) const
    {
        const auto begin = std::min(bytes.size(), size);
        if (::ftruncate(m_descriptor, 0) != 0 || ::ftruncate(m_descriptor, static_cast<off_t>(size)) != 0 ||
            ::pwrite(m_descriptor, bytes.data(), begin, 0) != static_cast<ssize_t>(begin))
            fail("a file in memory cannot be written");
    }

private:
    int m_descriptor;
    fs::path m_path;
};

/// A folder of its own for the process, in memory where the system has that: a disk takes most of the time.
class FuzzFolder {
public:
    FuzzFolder()
    {
        const fs::path memory = "/dev/shm";
        const fs::path parent = fs::is_directory(memory) ? memory : fs::temp_directory_path();
        std::string name = (parent / "headscope-fuzz-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr)
            fail("no folder can be made");
        m_path = name;
    }
    ~FuzzFolder()
    {
        std::error_code ignored;
        fs::remove_all(m_path, ignored);
    }
    FuzzFolder(const FuzzFolder &) = delete;
    FuzzFolder &operator=(const FuzzFolder &) = delete;

    [[nodiscard]] const fs::path &path() const { return m_path; }

    void write(const char *name, std::span<const std::uint8_t> bytes) const
    {
        std::ofstream(m_path / name, std::ios::binary)
            .write(reinterpret_cast<const char *>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    }

private:
    fs::path m_path;
};

const fs::path &fileOf(std::span<const std::uint8_t> bytes, std::size_t size)
{
    static const MemoryFile file;
    file.hold(bytes, size);
    return file.path();
}

void loadAll(const TensorSource &source)
{
    for (const TensorEntry &entry : source.entries())
        if (elementCount(entry.shape) <= kMostValues)
            refuseOrDo([&] { (void)source.load(entry.name); });
}

void use(const Tokenizer &tokenizer)
{
    std::vector<TokenId> ids;
    for (const Token &token : tokenizer.encode(kText))
        ids.push_back(token.id);
    (void)tokenizer.encode("a", {true, "b c"});
    (void)tokenizer.decode(ids);
    for (const TokenId id : ids)
        (void)displayText(tokenizer, id);
}

} // namespace

void openGgufBegin(std::span<const std::uint8_t> bytes, std::size_t fileSize)
{
    refuseOrDo([&] {
        const auto file = GgufFile::open(fileOf(bytes, fileSize));
        loadAll(*file);
        if (file->metadata().contains("tokenizer.ggml.model"))
            use(*Tokenizer::fromGguf(*file));
    });
}

void openSafetensorsBegin(std::span<const std::uint8_t> bytes, std::size_t fileSize)
{
    refuseOrDo([&] { loadAll(*openSafetensors(fileOf(bytes, fileSize))); });
}

void openGgufBytes(std::span<const std::uint8_t> bytes)
{
    openGgufBegin(bytes, bytes.size());
}

void openSafetensorsBytes(std::span<const std::uint8_t> bytes)
{
    openSafetensorsBegin(bytes, bytes.size());
}

void openPytorchBytes(std::span<const std::uint8_t> bytes)
{
    refuseOrDo([&] { loadAll(*openPytorch(fileOf(bytes, bytes.size()))); });
}

void openTokenizerBytes(std::span<const std::uint8_t> bytes)
{
    static const FuzzFolder folder;
    folder.write("tokenizer.json", bytes);
    refuseOrDo([&] { use(*Tokenizer::open(folder.path())); });
}

void openConfigBytes(std::span<const std::uint8_t> bytes)
{
    static const FuzzFolder folder;
    static const bool hasWeights = fs::copy_file(
        sourceFolder() + "/tests/golden/models/gpt2/model.safetensors", folder.path() / "model.safetensors");
    if (!hasWeights)
        fail("the weights cannot be copied");
    folder.write("config.json", bytes);
    refuseOrDo([&] { (void)readConfig(folder.path()); });
}

} // namespace headscope
