#include "core/text/readers/tokenizer_folder.h"

#include "core/formats/json_file.h"
#include "core/formats/load_error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace headscope {

namespace {

constexpr std::array<const char *, 5> kSentencePieceFiles{"spiece.model", "sentencepiece.bpe.model",
                                                          "spm.model", "tokenizer.model", "source.spm"};

std::shared_ptr<const Tokenizer> openFolder(const std::filesystem::path &folder)
{
    const auto has = [&](const char *name) {
        std::error_code error;
        return std::filesystem::exists(folder / name, error);
    };
    const TokenizerSettings settings = readTokenizerSettings(folder);
    if (has("tokenizer.json")) {
        const std::filesystem::path file = folder / "tokenizer.json";
        return tokenizerFromJson(readJsonText(file), settings.configuration, file.string());
    }
    if (has("vocab.txt"))
        return tokenizerFromWordList(folder / "vocab.txt", settings);
    if (has("vocab.json") && has("merges.txt"))
        return tokenizerFromMerges(settings);
    for (const char *name : kSentencePieceFiles) {
        if (has(name))
            return tokenizerFromSentencePiece(folder / name, settings);
    }
    throw LoadError(sentence("core", "%1: expected tokenizer.json, vocab.txt, vocab.json with merges.txt, or "
                                     "a SentencePiece model such as spiece.model, found none of them")
                        .with(folder.string()));
}

} // namespace

std::shared_ptr<const Tokenizer> Tokenizer::open(const std::filesystem::path &folder)
{
    try {
        return openFolder(folder);
    } catch (const LoadError &refusal) {
        // The stages know their part of a file, not its name.
        if (refusal.message().english().starts_with(folder.string()))
            throw;
        throw LoadError(sentence("core", "%1: %2").with(folder.string(), refusal.message()));
    }
}

bool hasTokenizer(const std::filesystem::path &folder)
{
    const auto has = [&](const char *name) {
        std::error_code error;
        return std::filesystem::exists(folder / name, error);
    };
    return has("tokenizer.json") || has("vocab.txt") || (has("vocab.json") && has("merges.txt")) ||
           std::ranges::any_of(kSentencePieceFiles, has);
}

} // namespace headscope
