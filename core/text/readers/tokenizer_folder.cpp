#include "core/text/readers/tokenizer_folder.h"

#include "core/formats/json_file.h"
#include "core/formats/load_error.h"

#include <nlohmann/json.hpp>

namespace headscope {

namespace {

std::shared_ptr<const Tokenizer> openFolder(const std::filesystem::path &folder)
{
    const auto has = [&](const char *name) {
        std::error_code error;
        return std::filesystem::exists(folder / name, error);
    };
    nlohmann::json configuration;
    if (has("tokenizer_config.json"))
        configuration = readJsonFile(folder / "tokenizer_config.json");
    if (has("tokenizer.json")) {
        const std::filesystem::path file = folder / "tokenizer.json";
        return tokenizerFromJson(readJsonFile(file), configuration, file.string());
    }
    if (has("vocab.txt"))
        return tokenizerFromWordList(folder / "vocab.txt", configuration);
    if (has("vocab.json") && has("merges.txt"))
        return tokenizerFromMerges(folder, configuration);
    throw LoadError(
        folder.string() +
        ": expected tokenizer.json, vocab.txt, or vocab.json with merges.txt, found none of them");
}

} // namespace

std::shared_ptr<const Tokenizer> Tokenizer::open(const std::filesystem::path &folder)
{
    try {
        return openFolder(folder);
    } catch (const LoadError &refusal) {
        // The stages know their part of a file, not its name.
        const std::string sentence = refusal.what();
        if (sentence.starts_with(folder.string()))
            throw;
        throw LoadError(folder.string() + ": " + sentence);
    }
}

} // namespace headscope
