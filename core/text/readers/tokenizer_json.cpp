#include "core/text/readers/model_lists.h"
#include "core/text/readers/stage_reader.h"
#include "core/text/readers/tokenizer_folder.h"

#include <algorithm>

namespace headscope {

namespace {

/// Tokens that the model does not have get the ids from `next` on, whatever the file numbers them, as in the
/// reference; only a file with holes tells a difference.
std::vector<AddedToken> readAddedTokens(const JsonPart &file, std::size_t next, Vocabulary &vocabulary)
{
    std::vector<AddedToken> tokens;
    if (!file.has("added_tokens"))
        return tokens;
    for (const JsonPart &part : file.at("added_tokens").items()) {
        AddedToken token;
        token.content = part.at("content").text();
        token.isSpecial = part.flag("special", false);
        token.isSingleWord = part.flag("single_word", false);
        token.takesSpaceLeft = part.flag("lstrip", false);
        token.takesSpaceRight = part.flag("rstrip", false);
        token.isNormalized = part.flag("normalized", !token.isSpecial);
        vocabulary.makeRoomFor(part.at("id").number()); // templates may name it
        if (token.content.empty())
            continue;
        if (!vocabulary.find(token.content))
            vocabulary.addBeside(token.content, static_cast<std::int64_t>(next++));
        token.id = *vocabulary.find(token.content);
        tokens.push_back(std::move(token));
    }
    return tokens;
}

/// Whether a stage of this type is among those of `part`, however deep.
bool mentions(const nlohmann::json &part, const std::string &type)
{
    if (part.is_object() && part.contains("type") && part["type"] == type)
        return true;
    return part.is_structured() &&
           std::ranges::any_of(part, [&](const nlohmann::json &member) { return mentions(member, type); });
}

/// Whether the tokenizer puts the mark of a space in front of the text.
bool marksBeginning(const nlohmann::json &file)
{
    return (file.contains("normalizer") && mentions(file["normalizer"], "Prepend")) ||
           (file.contains("pre_tokenizer") && mentions(file["pre_tokenizer"], "Metaspace"));
}

PieceStyle styleOf(const nlohmann::json &file)
{
    const auto has = [&](const char *stage, const char *type) {
        return file.contains(stage) && mentions(file[stage], type);
    };
    if (has("decoder", "ByteLevel") || has("pre_tokenizer", "ByteLevel"))
        return PieceStyle::ByteLevel;
    if (has("decoder", "Metaspace") || has("decoder", "ByteFallback") || has("pre_tokenizer", "Metaspace") ||
        has("normalizer", "Prepend"))
        return PieceStyle::SentencePiece;
    return PieceStyle::Plain;
}

} // namespace

std::shared_ptr<const Tokenizer> tokenizerFromJson(std::string_view text, const TokenizerSettings &settings,
                                                   const std::string &name)
{
    ModelLists lists;
    const nlohmann::json json = parseJsonInParts(text, name, streamsInto(lists, name));
    const JsonPart file(json, name);
    TokenizerStages stages;
    const std::size_t pieces = std::max(lists.scores.size(), lists.vocabulary->ownPieces());
    readModel(file.at("model"), lists, stages);
    std::unique_ptr<Vocabulary> vocabulary = std::move(lists.vocabulary);
    stages.addedTokens = readAddedTokens(file, pieces, *vocabulary);
    if (file.has("normalizer"))
        stages.normalizer = readNormalizer(file.at("normalizer"));
    if (file.has("pre_tokenizer"))
        stages.preTokenizer = readPreTokenizer(file.at("pre_tokenizer"));
    if (file.has("post_processor"))
        stages.postProcessor = readPostProcessor(file.at("post_processor"), *vocabulary);
    stages.vocabulary = std::move(vocabulary);
    if (stages.style != PieceStyle::WordPiece)
        stages.style = styleOf(json);
    stages.marksBeginning = marksBeginning(json);
    stages.maskPiece = configuredToken(settings.configuration, "mask_token");
    stages.givesTypes = settings.givesTypes;
    return pipelineTokenizer(std::move(stages));
}

} // namespace headscope
