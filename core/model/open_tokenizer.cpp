#include "core/formats/gguf.h"
#include "core/formats/load_error.h"
#include "core/model/model.h"
#include "core/model/model_files.h"

#include <system_error>

namespace headscope {

std::shared_ptr<const Tokenizer> openTokenizer(const std::filesystem::path &path)
{
    std::error_code error;
    const bool isFolder = std::filesystem::is_directory(path, error);
    if (!isFolder && isGgufFile(path))
        return Tokenizer::fromGguf(*GgufFile::open(path));
    const std::filesystem::path beside = path.has_parent_path() ? path.parent_path() : ".";
    const std::filesystem::path folder = isFolder ? path : beside;
    if (!std::filesystem::exists(path, error))
        throw LoadError(sentence("core", "%1: there is no such file or folder.").with(path.string()));
    if (hasTokenizerFiles(folder))
        return Tokenizer::open(folder);
    const ModelFiles files = findModelFiles(folder);
    if (files.isGguf())
        return Tokenizer::fromGguf(*GgufFile::open(files.gguf));
    throw LoadError(sentence("core", "%1: no tokenizer: expected tokenizer.json, vocab.txt, vocab.json and "
                                     "merges.txt, or a SentencePiece model.")
                        .with(folder.string()));
}

} // namespace headscope
