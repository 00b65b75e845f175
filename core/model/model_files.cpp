#include "core/model/model_files.h"

#include "core/formats/gguf_parts.h"
#include "core/formats/load_error.h"
#include "core/formats/pytorch.h"
#include "core/text/tokenizer.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <string_view>
#include <system_error>
#include <vector>

namespace headscope {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kConfig = "config.json";
constexpr std::string_view kWeights = "model.safetensors";
constexpr std::string_view kIndex = "model.safetensors.index.json";
constexpr std::string_view kPytorchWeights = "pytorch_model.bin";
constexpr std::string_view kPytorchIndex = "pytorch_model.bin.index.json";

bool isFile(const fs::path &path)
{
    std::error_code error;
    return fs::is_regular_file(path, error);
}

bool isFolder(const fs::path &path)
{
    std::error_code error;
    return fs::is_directory(path, error);
}

std::vector<fs::path> filesEndingWith(const fs::path &folder, std::string_view ending)
{
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
        if (entry->path().filename().string().ends_with(ending) && isFile(entry->path()))
            files.push_back(entry->path());
    std::ranges::sort(files);
    return files;
}

/// The GGUF models of a folder: of one in parts, the first part stands for all.
std::vector<fs::path> ggufModelsIn(const fs::path &folder)
{
    std::vector<fs::path> files = filesEndingWith(folder, ".gguf");
    std::erase_if(files, [](const fs::path &file) {
        const auto part = ggufPart(file);
        return part && part->number > 1 && isFile(part->sibling(1));
    });
    return files;
}

[[noreturn]] void refusePickled(const fs::path &file)
{
    throw LoadError(sentence("core", "%1: of pickled weights only a pytorch_model.bin is opened; %2")
                        .with(file.string(), conversionAdvice(file.filename().string())));
}

fs::path weightsIn(const fs::path &folder)
{
    for (const std::string_view name : {kWeights, kIndex})
        if (isFile(folder / name))
            return folder / name;
    const std::vector<fs::path> others = filesEndingWith(folder, ".safetensors");
    if (others.size() == 1)
        return others.front();
    if (others.size() > 1)
        throw LoadError(sentence("core", "%1: %2 .safetensors files but no %3 or %4; open one of them.")
                            .with(folder.string(), others.size(), kWeights, kIndex));
    for (const std::string_view name : {kPytorchWeights, kPytorchIndex})
        if (isFile(folder / name))
            return folder / name;
    for (const std::string_view ending : {".bin", ".bin.index.json", ".pt", ".pth", ".ckpt"})
        for (const fs::path &pickled : filesEndingWith(folder, ending))
            refusePickled(pickled);
    throw LoadError(sentence("core", "%1: no weights: expected %2, %3 or a .gguf file.")
                        .with(folder.string(), kWeights, kIndex));
}

ModelFiles inFolder(const fs::path &folder)
{
    const std::vector<fs::path> ggufs = ggufModelsIn(folder);
    const bool hasConfig = isFile(folder / kConfig);
    const bool hasSafetensors = !filesEndingWith(folder, ".safetensors").empty();
    if (ggufs.size() == 1 && (!hasConfig || !hasSafetensors))
        return {ggufs.front(), folder, {}};
    if (ggufs.size() > 1 && !hasSafetensors)
        throw LoadError(sentence("core", "%1: %2 .gguf files; open one of them, such as %3.")
                            .with(folder.string(), ggufs.size(), ggufs.front().filename().string()));
    if (!hasConfig)
        throw LoadError(hasSafetensors
                            ? sentence("core", "%1: no model: expected %2 beside the weights.")
                                  .with(folder.string(), kConfig)
                            : sentence("core", "%1: no model: expected %2 and weights, or a .gguf file.")
                                  .with(folder.string(), kConfig));
    return {{}, folder, weightsIn(folder)};
}

/// A shard stands for the whole of its index.
fs::path wholeOf(const fs::path &file)
{
    const bool isShard = file.filename().string().find("-of-") != std::string::npos;
    const fs::path index = file.parent_path() / kIndex;
    return isShard && isFile(index) ? index : file;
}

ModelFiles ofFile(const fs::path &file)
{
    const std::string name = file.filename().string();
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    if (isGgufFile(file) || name.ends_with(".gguf"))
        return {file, folder, {}};
    if (!name.ends_with(".safetensors") && !name.ends_with(".safetensors.index.json"))
        return inFolder(folder);
    if (!isFile(folder / kConfig))
        throw LoadError(sentence("core", "%1: no %2 beside %3.").with(folder.string(), kConfig, name));
    return {{}, folder, wholeOf(file)};
}

} // namespace

ModelFiles findModelFiles(const fs::path &path)
{
    if (isFolder(path))
        return inFolder(path);
    if (isFile(path))
        return ofFile(path);
    std::error_code error;
    if (!fs::exists(path, error))
        throw LoadError(sentence("core", "%1: there is no such file or folder.").with(path.string()));
    throw LoadError(sentence("core", "%1: a folder or a regular file was expected.").with(path.string()));
}

std::string modelName(const fs::path &path)
{
    std::error_code error;
    fs::path whole = fs::absolute(path, error).lexically_normal();
    if (!whole.has_filename())
        whole = whole.parent_path();
    // Only a GGUF file says which model it is; the files of a folder are named alike everywhere.
    if (isFile(whole) && whole.extension() != ".gguf")
        whole = whole.parent_path();
    const fs::path repository = whole.parent_path().parent_path().filename();
    const bool isSnapshot = whole.parent_path().filename() == "snapshots";
    if (isSnapshot && repository.string().starts_with("models--"))
        return repository.string().substr(repository.string().rfind("--") + 2);
    if (const auto part = ggufPart(whole); part && isFile(whole))
        return part->stem;
    return isFolder(whole) ? whole.filename().string() : whole.stem().string();
}

bool isGgufFile(const fs::path &file)
{
    if (!isFile(file))
        return false;
    std::ifstream stream(file, std::ios::binary);
    std::array<char, 4> magic{};
    return stream.read(magic.data(), magic.size()) && std::string_view(magic.data(), magic.size()) == "GGUF";
}

bool hasTokenizerFiles(const fs::path &folder)
{
    return hasTokenizer(folder);
}

} // namespace headscope
