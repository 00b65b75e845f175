#include "core/text/readers/tokenizer_folder.h"

#include "core/formats/in_quotes.h"
#include "core/formats/json_file.h"
#include "core/formats/load_error.h"
#include "core/text/target_tokenizer.h"
#include "core/text/unread_tokenizer.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <string_view>

namespace headscope {

namespace {

constexpr std::array<const char *, 5> kSentencePieceFiles{"spiece.model", "sentencepiece.bpe.model",
                                                          "spm.model", "tokenizer.model", "source.spm"};

constexpr const char *kMarianTarget = "target.spm";

bool has(const std::filesystem::path &folder, const char *name)
{
    std::error_code error;
    return std::filesystem::exists(folder / name, error);
}

/// Files that stand for themselves, whatever SentencePiece models are beside them.
bool hasWholeTokenizer(const std::filesystem::path &folder)
{
    return has(folder, "tokenizer.json") || has(folder, "vocab.txt") ||
           (has(folder, "vocab.json") && has(folder, "merges.txt"));
}

/// The first of the folder's SentencePiece models, null without one.
const char *sentencePieceFile(const std::filesystem::path &folder)
{
    const auto found =
        std::ranges::find_if(kSentencePieceFiles, [&](const char *name) { return has(folder, name); });
    return found == kSentencePieceFiles.end() ? nullptr : *found;
}

std::shared_ptr<const Tokenizer> openFolder(const std::filesystem::path &folder)
{
    const TokenizerSettings settings = readTokenizerSettings(folder);
    if (has(folder, "tokenizer.json")) {
        const std::filesystem::path file = folder / "tokenizer.json";
        return tokenizerFromJson(readJsonText(file), settings, file.string());
    }
    if (has(folder, "vocab.txt"))
        return tokenizerFromWordList(folder / "vocab.txt", settings);
    if (const auto why = unreadTokenizer(folder))
        throw LoadError(*why);
    if (has(folder, "vocab.json") && has(folder, "merges.txt"))
        return tokenizerFromMerges(settings);
    if (const char *name = sentencePieceFile(folder))
        return tokenizerFromSentencePiece(folder / name, settings);
    throw LoadError(sentence("core", "%1: expected tokenizer.json, vocab.txt, vocab.json with merges.txt, or "
                                     "a SentencePiece model such as spiece.model, found none of them")
                        .with(folder.string()));
}

std::shared_ptr<const Tokenizer> openTargetOf(const std::filesystem::path &folder)
{
    const bool isMarian = !hasWholeTokenizer(folder) && sentencePieceFile(folder) != nullptr &&
                          std::string_view(sentencePieceFile(folder)) == "source.spm";
    if (!isMarian || !has(folder, kMarianTarget))
        return nullptr;
    return tokenizerFromSentencePiece(folder / kMarianTarget, readTokenizerSettings(folder));
}

template <typename Open>
std::shared_ptr<const Tokenizer> named(const std::filesystem::path &folder, Open open)
{
    try {
        return open(folder);
    } catch (const LoadError &refusal) {
        // The stages know their part of a file, not its name.
        if (refusal.message().english().starts_with(folder.string()))
            throw;
        throw LoadError(sentence("core", "%1: %2").with(folder.string(), refusal.message()));
    }
}

} // namespace

std::shared_ptr<const Tokenizer> Tokenizer::open(const std::filesystem::path &folder)
{
    return named(folder, openFolder);
}

std::shared_ptr<const Tokenizer> openTargetTokenizer(const std::filesystem::path &folder)
{
    return named(folder, openTargetOf);
}

std::optional<Message> unreadTokenizer(const std::filesystem::path &folder)
{
    static constexpr std::array<std::string_view, 3> kFamilies{"flaubert", "xlm", "blenderbotsmall"};
    if (has(folder, "tokenizer.json") || has(folder, "vocab.txt") || !has(folder, "merges.txt"))
        return {};
    const std::string family = readTokenizerSettings(folder).family;
    if (std::ranges::find(kFamilies, family) == kFamilies.end())
        return {};
    return sentence("core", "%1: texts cannot be read, for the rules by which %2 cuts words are not known "
                            "here; the model takes ids, or texts with a tokenizer.json beside it")
        .with(folder.string(), inQuotes(family));
}

bool hasTokenizer(const std::filesystem::path &folder)
{
    return hasWholeTokenizer(folder) || sentencePieceFile(folder) != nullptr;
}

} // namespace headscope
