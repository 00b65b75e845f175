#include "core/formats/file_reader.h"
#include "core/formats/in_quotes.h"
#include "core/formats/json_file.h"
#include "core/formats/load_error.h"
#include "core/text/readers/gguf_splitter.h"
#include "core/text/readers/stage_reader.h"
#include "core/text/readers/tokenizer_folder.h"

#include <algorithm>
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
        file.refuse(
            sentence("core", "expected a text of at most 64 MB, found %1 MB").with(file.size() >> 20U));
    std::string text(file.size(), '\0');
    file.read(0, std::as_writable_bytes(std::span(text)));
    if (!isUtf8(text))
        file.refuse(sentence("core", "expected UTF-8, found other bytes"));
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
        throw LoadError(sentence("core", "%1: expected the token %2, found none").with(file.string(), piece));
    return *id;
}

/// RoBERTa and those that took its tokenizer over. Where no file names the family, the tokens tell it.
bool isRoberta(const TokenizerSettings &settings, const Vocabulary &vocabulary)
{
    static constexpr std::array<const char *, 5> kFamilies{"roberta", "bart", "longformer", "led", "mpnet"};
    if (settings.family.empty())
        return vocabulary.find("<s>") && vocabulary.find("</s>") && vocabulary.find("<mask>");
    return std::ranges::find(kFamilies, settings.family) != kFamilies.end();
}

bool isQwen(const TokenizerSettings &settings)
{
    return settings.family.starts_with("qwen2") || settings.family.starts_with("qwen3");
}

/// `add_bos_token`: of GPT-2's tokenizer as OPT uses it.
PostProcessorPointer beginProcessor(const TokenizerSettings &settings, const Vocabulary &vocabulary)
{
    const auto begin = settings.token("bos_token");
    if (!begin || !settings.flag("add_bos_token", false))
        return nullptr;
    const TokenId id = required(vocabulary, *begin, settings.folder / "vocab.json");
    const TemplatePart special{std::nullopt, {id}, 0};
    return templateProcessor({special, {0, {}, 0}}, {special, {0, {}, 0}, special, {1, {}, 1}});
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
                                                       const TokenizerSettings &settings)
{
    auto vocabulary = std::make_unique<Vocabulary>();
    std::int64_t next = 0;
    for (std::string &piece : readLines(file))
        vocabulary->add(std::move(piece), next++);
    const auto named = [&](const char *key, const char *usual) {
        return settings.token(key).value_or(usual);
    };
    const std::array<std::string, 5> special{named("unk_token", "[UNK]"), named("cls_token", "[CLS]"),
                                             named("sep_token", "[SEP]"), named("pad_token", "[PAD]"),
                                             named("mask_token", "[MASK]")};
    BertNormalizerOptions cleaning;
    cleaning.lowercase = settings.flag("do_lower_case", true);
    cleaning.spaceOutChinese = settings.flag("tokenize_chinese_chars", true);
    const JsonPart configuration(settings.configuration, "tokenizer_config.json");
    if (configuration.has("strip_accents"))
        cleaning.stripAccents = configuration.at("strip_accents").flag();

    TokenizerStages stages;
    stages.addedTokens = specialTokens(*vocabulary, special);
    addConfiguredTokens(settings, *vocabulary, stages.addedTokens);
    const EndTokens ends{required(*vocabulary, special[1], file), required(*vocabulary, special[2], file)};
    stages.normalizer = bertNormalizer(cleaning);
    stages.preTokenizer = bertPreTokenizer();
    WordPieceOptions options;
    options.unknown = special[0];
    stages.model = wordPieceModel(*vocabulary, options);
    // MPNet's words are BERT's, its ends RoBERTa's.
    stages.postProcessor = settings.family == "mpnet" ? robertaProcessor(*vocabulary, {ends, false, false})
                                                      : bertProcessor(ends);
    stages.style = PieceStyle::WordPiece;
    stages.maskPiece = special[4];
    stages.givesTypes = settings.givesTypes;
    stages.vocabulary = std::move(vocabulary);
    return pipelineTokenizer(std::move(stages));
}

std::shared_ptr<const Tokenizer> tokenizerFromMerges(const TokenizerSettings &settings)
{
    const std::filesystem::path vocabularyFile = settings.folder / "vocab.json";
    const std::filesystem::path mergesFile = settings.folder / "merges.txt";
    const nlohmann::json json = readJsonFile(vocabularyFile);
    if (!json.is_object())
        throw LoadError(
            sentence("core", "%1: expected an object of pieces and ids").with(vocabularyFile.string()));
    auto vocabulary = std::make_unique<Vocabulary>();
    for (const auto &[piece, id] : json.items())
        vocabulary->add(piece, JsonPart(id, vocabularyFile.string()).number());
    const bool addsSpace = settings.flag("add_prefix_space", settings.family == "blenderbot");

    TokenizerStages stages;
    stages.model =
        bytePairModel(*vocabulary, parseMergeLines(readLines(mergesFile), mergesFile.string()), {});
    stages.preTokenizer = byteLevelPreTokenizer({addsSpace, true});
    if (isQwen(settings)) {
        stages.normalizer = unicodeNormalizer(UnicodeForm::Nfc);
        stages.preTokenizer = std::move(ggufSplit("qwen2").splitter);
    }
    stages.style = PieceStyle::ByteLevel;
    if (isRoberta(settings, *vocabulary)) {
        static const std::array<std::string, 5> kSpecial{"<s>", "<pad>", "</s>", "<unk>", "<mask>"};
        stages.addedTokens = specialTokens(*vocabulary, kSpecial);
        for (AddedToken &token : stages.addedTokens)
            token.takesSpaceLeft = token.content == "<mask>";
        const EndTokens ends{required(*vocabulary, "<s>", vocabularyFile),
                             required(*vocabulary, "</s>", vocabularyFile)};
        stages.postProcessor = robertaProcessor(*vocabulary, {ends, true, addsSpace});
    } else {
        static const std::array<std::string, 1> kSpecial{"<|endoftext|>"};
        stages.addedTokens = specialTokens(*vocabulary, kSpecial);
    }
    addConfiguredTokens(settings, *vocabulary, stages.addedTokens);
    if (!stages.postProcessor)
        stages.postProcessor = beginProcessor(settings, *vocabulary);
    stages.maskPiece = settings.token("mask_token");
    stages.givesTypes = settings.givesTypes;
    stages.vocabulary = std::move(vocabulary);
    return pipelineTokenizer(std::move(stages));
}

} // namespace headscope
