#include "core/formats/file_reader.h"
#include "core/formats/in_quotes.h"
#include "core/formats/json_file.h"
#include "core/formats/load_error.h"
#include "core/text/readers/stage_reader.h"
#include "core/text/readers/tokenizer_folder.h"

#include <array>
#include <sstream>

namespace headscope {

namespace {

constexpr std::size_t kMostBytes = 64U << 20U;

/// The lines of a text file in UTF-8, without their ends.
std::vector<std::string> readLines(const std::filesystem::path &path)
{
    const FileReader file(path);
    if (file.size() > kMostBytes)
        file.refuse("expected a text of at most 64 MB, found " + std::to_string(file.size() >> 20U) + " MB");
    std::string text(file.size(), '\0');
    file.read(0, std::as_writable_bytes(std::span(text)));
    if (!isUtf8(text))
        file.refuse("expected UTF-8, found other bytes");
    std::vector<std::string> lines;
    std::istringstream stream(std::move(text));
    for (std::string line; std::getline(stream, line);) {
        if (line.ends_with('\r'))
            line.pop_back();
        lines.push_back(std::move(line));
    }
    return lines;
}

AddedToken specialToken(const std::string &content, TokenId id)
{
    AddedToken token;
    token.content = content;
    token.id = id;
    token.isSpecial = true;
    return token;
}

/// Those of `contents` that the vocabulary has.
std::vector<AddedToken> specialTokens(const Vocabulary &vocabulary, std::span<const std::string> contents)
{
    std::vector<AddedToken> tokens;
    for (const std::string &content : contents) {
        if (const auto id = vocabulary.find(content))
            tokens.push_back(specialToken(content, *id));
    }
    return tokens;
}

TokenId required(const Vocabulary &vocabulary, const std::string &piece, const std::filesystem::path &file)
{
    const auto id = vocabulary.find(piece);
    if (!id)
        throw LoadError(file.string() + ": expected the token " + piece + ", found none");
    return *id;
}

/// Only a vocabulary of RoBERTa's kind has its special tokens.
bool isRoberta(const Vocabulary &vocabulary)
{
    return vocabulary.find("<s>") && vocabulary.find("</s>") && vocabulary.find("<mask>");
}

} // namespace

std::optional<std::string> configuredToken(const nlohmann::json &configuration, const char *key)
{
    if (!configuration.is_object() || !configuration.contains(key))
        return std::nullopt;
    const nlohmann::json &token = configuration[key];
    if (token.is_string())
        return token.get<std::string>();
    if (token.is_object() && token.contains("content") && token["content"].is_string())
        return token["content"].get<std::string>();
    return std::nullopt;
}

std::shared_ptr<const Tokenizer> tokenizerFromWordList(const std::filesystem::path &file,
                                                       const nlohmann::json &configuration)
{
    auto vocabulary = std::make_unique<Vocabulary>();
    std::int64_t next = 0;
    for (std::string &piece : readLines(file))
        vocabulary->add(std::move(piece), next++);
    const JsonPart settings(configuration, "tokenizer_config.json");
    const auto named = [&](const char *key, const char *usual) {
        return configuredToken(configuration, key).value_or(usual);
    };
    const std::array<std::string, 5> special{named("unk_token", "[UNK]"), named("cls_token", "[CLS]"),
                                             named("sep_token", "[SEP]"), named("pad_token", "[PAD]"),
                                             named("mask_token", "[MASK]")};
    BertNormalizerOptions cleaning;
    cleaning.lowercase = settings.flag("do_lower_case", true);
    cleaning.spaceOutChinese = settings.flag("tokenize_chinese_chars", true);
    if (settings.has("strip_accents"))
        cleaning.stripAccents = settings.at("strip_accents").flag();

    TokenizerStages stages;
    const TokenId cls = required(*vocabulary, special[1], file);
    const TokenId sep = required(*vocabulary, special[2], file);
    stages.addedTokens = specialTokens(*vocabulary, special);
    stages.normalizer = bertNormalizer(cleaning);
    stages.preTokenizer = bertPreTokenizer();
    WordPieceOptions options;
    options.unknown = special[0];
    stages.model = wordPieceModel(*vocabulary, options);
    stages.postProcessor = bertProcessor({cls, sep});
    stages.style = PieceStyle::WordPiece;
    stages.maskPiece = special[4];
    stages.vocabulary = std::move(vocabulary);
    return pipelineTokenizer(std::move(stages));
}

std::shared_ptr<const Tokenizer> tokenizerFromMerges(const std::filesystem::path &folder,
                                                     const nlohmann::json &configuration)
{
    const nlohmann::json json = readJsonFile(folder / "vocab.json");
    if (!json.is_object())
        throw LoadError((folder / "vocab.json").string() + ": expected an object of pieces and ids");
    auto vocabulary = std::make_unique<Vocabulary>();
    for (const auto &[piece, id] : json.items())
        vocabulary->add(piece, JsonPart(id, (folder / "vocab.json").string()).number());
    const JsonPart settings(configuration, "tokenizer_config.json");
    const std::filesystem::path mergesFile = folder / "merges.txt";
    const bool addsSpace = settings.flag("add_prefix_space", false);

    TokenizerStages stages;
    stages.preTokenizer = byteLevelPreTokenizer({addsSpace, true});
    stages.model =
        bytePairModel(*vocabulary, parseMergeLines(readLines(mergesFile), mergesFile.string()), {});
    stages.style = PieceStyle::ByteLevel;
    if (isRoberta(*vocabulary)) {
        static const std::array<std::string, 5> kSpecial{"<s>", "<pad>", "</s>", "<unk>", "<mask>"};
        stages.addedTokens = specialTokens(*vocabulary, kSpecial);
        for (AddedToken &token : stages.addedTokens)
            token.takesSpaceLeft = token.content == "<mask>";
        const EndTokens ends{*vocabulary->find("<s>"), *vocabulary->find("</s>")};
        stages.postProcessor = robertaProcessor(*vocabulary, {ends, true, addsSpace});
    } else {
        static const std::array<std::string, 1> kSpecial{"<|endoftext|>"};
        stages.addedTokens = specialTokens(*vocabulary, kSpecial);
    }
    stages.maskPiece = configuredToken(configuration, "mask_token");
    stages.vocabulary = std::move(vocabulary);
    return pipelineTokenizer(std::move(stages));
}

} // namespace headscope
