#include "core/text/tokenizer_folder.h"

#include "core/formats/json_file.h"
#include "core/formats/load_error.h"

#include <nlohmann/json.hpp>

namespace headscope {

std::shared_ptr<const Tokenizer> Tokenizer::open(const std::filesystem::path &folder)
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

} // namespace headscope
