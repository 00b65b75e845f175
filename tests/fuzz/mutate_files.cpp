// Opens a real file many thousand times, each time with other mistakes in it: random bytes, flipped bits, an
// end too early. Usage: mutate_files gguf|safetensors|tokenizer|config FILE COUNT [SEED]

#include "tests/fuzz/fuzz_targets.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <random>
#include <string>
#include <vector>

namespace {

using Bytes = std::vector<std::uint8_t>;
using Open = std::function<void(const Bytes &bytes, std::size_t fileSize)>;
using Random = std::mt19937_64;

constexpr std::size_t kHeader = 2U << 20U; // of a GGUF file: its tensors' values matter to nobody here

/// Of the processor: the machine may be busy with something else.
double seconds()
{
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

std::size_t below(Random &random, std::size_t count)
{
    return std::uniform_int_distribution<std::size_t>(0, count - 1)(random);
}

struct Mutant {
    Bytes bytes;
    std::size_t fileSize;
};

Mutant withRandomBytes(Mutant file, Random &random)
{
    const std::size_t count = 1 + below(random, 16);
    for (std::size_t i = 0; i < count; ++i)
        file.bytes[below(random, file.bytes.size())] = static_cast<std::uint8_t>(below(random, 256));
    return file;
}

Mutant withFlippedBits(Mutant file, Random &random)
{
    const std::size_t count = 1 + below(random, 4);
    for (std::size_t i = 0; i < count; ++i)
        file.bytes[below(random, file.bytes.size())] ^= static_cast<std::uint8_t>(1U << below(random, 8));
    return file;
}

Mutant truncated(Mutant file, Random &random)
{
    file.fileSize = below(random, below(random, 8) == 0 ? file.fileSize : file.bytes.size());
    file.bytes.resize(std::min(file.bytes.size(), file.fileSize));
    return file;
}

/// Mistakes in the first bytes matter most where a header holds all the counts.
Mutant withABrokenBeginning(Mutant file, Random &random)
{
    const std::size_t count = 1 + below(random, 4);
    for (std::size_t i = 0; i < count; ++i)
        file.bytes[below(random, std::min<std::size_t>(file.bytes.size(), 256))] =
            static_cast<std::uint8_t>(below(random, 256));
    return file;
}

void run(const char *what, const Mutant &file, const Open &open,
         const std::function<Mutant(Mutant, Random &)> &mutate, std::size_t count, Random random)
{
    double longest = 0;
    const double begin = seconds();
    for (std::size_t i = 0; i < count; ++i) {
        const Mutant mutant = mutate(file, random);
        const double start = seconds();
        open(mutant.bytes, mutant.fileSize);
        longest = std::max(longest, seconds() - start);
    }
    std::printf("%-20s %6zu files, %.0f s of processor time, the longest %.3f s, no crash\n", what, count,
                seconds() - begin, longest);
    std::fflush(stdout);
}

/// How many of a file's bytes are its header, where mistakes are worth making.
std::size_t headerSize(const std::string &kind, const std::filesystem::path &path, std::size_t fileSize)
{
    if (kind == "gguf")
        return std::min(fileSize, kHeader);
    if (kind != "safetensors")
        return fileSize;
    std::uint64_t length = 0;
    std::ifstream(path, std::ios::binary).read(reinterpret_cast<char *>(&length), sizeof length);
    return std::min<std::size_t>(fileSize, sizeof length + length);
}

Open openerOf(const std::string &kind)
{
    if (kind == "gguf")
        return [](const Bytes &bytes, std::size_t size) { headscope::openGgufBegin(bytes, size); };
    if (kind == "safetensors")
        return [](const Bytes &bytes, std::size_t size) { headscope::openSafetensorsBegin(bytes, size); };
    if (kind == "tokenizer")
        return [](const Bytes &bytes, std::size_t /*size*/) { headscope::openTokenizerBytes(bytes); };
    if (kind == "config")
        return [](const Bytes &bytes, std::size_t /*size*/) { headscope::openConfigBytes(bytes); };
    return {};
}

} // namespace

int main(int argumentCount, char **arguments)
{
    const Open open = argumentCount >= 4 ? openerOf(arguments[1]) : Open();
    if (!open) {
        std::fprintf(stderr, "usage: mutate_files gguf|safetensors|tokenizer|config FILE COUNT [SEED]\n");
        return 2;
    }
    const std::filesystem::path path = arguments[2];
    const auto fileSize = static_cast<std::size_t>(std::filesystem::file_size(path));
    Bytes bytes(headerSize(arguments[1], path, fileSize));
    std::ifstream(path, std::ios::binary)
        .read(reinterpret_cast<char *>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    const Mutant file{std::move(bytes), fileSize};
    const std::size_t count = std::strtoull(arguments[3], nullptr, 10);
    const Random random(argumentCount > 4 ? std::strtoull(arguments[4], nullptr, 10) : 1);
    run("random bytes", file, open, withRandomBytes, count, random);
    run("flipped bits", file, open, withFlippedBits, count, random);
    run("truncations", file, open, truncated, count, random);
    run("broken beginnings", file, open, withABrokenBeginning, count, random);
    return 0;
}
