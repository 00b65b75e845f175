#include "core/formats/gguf.h"
#include "core/formats/in_quotes.h"
#include "core/formats/load_error.h"
#include "core/text/normalizers/charsmap.h"
#include "core/text/readers/gguf_keys.h"
#include "core/text/readers/gguf_splitter.h"
#include "core/text/readers/stage_reader.h"

#include <algorithm>
#include <array>

namespace headscope {

namespace {

constexpr std::string_view kWordMark = "▁";

/// The keys that name special tokens; the odd spelling is the format's own.
constexpr std::array<const char *, 7> kSpecialIds{"bos_token_id",      "eos_token_id", "unknown_token_id",
                                                  "padding_token_id",  "cls_token_id", "mask_token_id",
                                                  "seperator_token_id"};

/// What `tokenizer.ggml.token_type` says of a token.
enum class TokenKind : std::int64_t {
    Normal = 1,
    Unknown = 2,
    Control = 3,
    UserDefined = 4,
    Unused = 5,
    Byte = 6
};

const std::vector<std::string> &tokensOf(const GgufKeys &keys)
{
    const auto *tokens = keys.find<std::vector<std::string>>("tokens");
    if (tokens == nullptr || tokens->empty())
        keys.refuse(sentence("core", "tokens: expected a vocabulary, found none"));
    return *tokens;
}

/// The kind of each token; without a list of kinds, the tokens that other keys name are control tokens.
std::vector<TokenKind> kindsOf(const GgufKeys &keys, const Vocabulary &vocabulary)
{
    const auto tokens = static_cast<std::size_t>(vocabulary.size());
    std::vector<TokenKind> kinds(tokens, TokenKind::Normal);
    const auto *values = keys.find<std::vector<std::int64_t>>("token_type");
    if (values == nullptr) {
        for (const char *key : kSpecialIds) {
            if (const auto id = keys.id(key, vocabulary))
                kinds[static_cast<std::size_t>(*id)] = TokenKind::Control;
        }
        return kinds;
    }
    if (values->size() != tokens)
        keys.refuse(
            sentence("core", "token_type: expected %1 values, found %2").with(tokens, values->size()));
    std::ranges::transform(*values, kinds.begin(),
                           [](std::int64_t value) { return static_cast<TokenKind>(value); });
    return kinds;
}

/// The tokens that are looked for in the text itself.
std::vector<AddedToken> addedTokens(const GgufKeys &keys, const Vocabulary &vocabulary)
{
    const std::vector<TokenKind> kinds = kindsOf(keys, vocabulary);
    std::vector<AddedToken> tokens;
    for (TokenId id = 0; id < vocabulary.size(); ++id) {
        const TokenKind kind = kinds[static_cast<std::size_t>(id)];
        const bool isSpecial = kind == TokenKind::Control || kind == TokenKind::Unknown;
        if (!isSpecial && kind != TokenKind::UserDefined)
            continue;
        AddedToken token;
        token.content = std::string(vocabulary.piece(id));
        token.id = id;
        token.isSpecial = isSpecial;
        tokens.push_back(std::move(token));
    }
    return tokens;
}

/// What is put before and behind each text.
struct Ends {
    std::optional<TokenId> begin, end;
};

PostProcessorPointer processorOf(const Ends &ends)
{
    const auto around = [&](std::size_t sequence, bool withBegin) {
        const int type = static_cast<int>(sequence);
        SequenceTemplate parts;
        if (ends.begin && withBegin)
            parts.push_back({std::nullopt, {*ends.begin}, type});
        parts.push_back({sequence, {}, type});
        if (ends.end)
            parts.push_back({std::nullopt, {*ends.end}, type});
        return parts;
    };
    // With an end of its own, a second text needs no beginning: [CLS] A [SEP] B [SEP], but <s> A <s> B.
    SequenceTemplate pair = around(0, true);
    for (TemplatePart &part : around(1, !ends.end))
        pair.push_back(std::move(part));
    return templateProcessor(around(0, true), std::move(pair));
}

Ends llamaEnds(const GgufKeys &keys, const Vocabulary &vocabulary, bool addsBegin)
{
    Ends ends;
    if (keys.value("add_bos_token", addsBegin))
        ends.begin = keys.id("bos_token_id", vocabulary);
    if (keys.value("add_eos_token", false))
        ends.end = keys.id("eos_token_id", vocabulary);
    return ends;
}

std::vector<double> scoresOf(const GgufKeys &keys, const Vocabulary &vocabulary)
{
    const auto *scores = keys.find<std::vector<double>>("scores");
    if (scores == nullptr || scores->size() != static_cast<std::size_t>(vocabulary.size()))
        keys.refuse(sentence("core", "scores: expected one for each of %1 tokens").with(vocabulary.size()));
    return *scores;
}

void readScored(const GgufKeys &keys, const Vocabulary &vocabulary, TokenizerStages &stages)
{
    ScoredPairOptions options;
    options.unknown = keys.id("unknown_token_id", vocabulary);
    std::ranges::transform(scoresOf(keys, vocabulary), std::back_inserter(options.scores),
                           [](double score) { return static_cast<float>(score); });
    stages.model = scoredPairModel(vocabulary, options);

    std::vector<NormalizerPointer> normalizers;
    stages.marksBeginning = keys.value("add_space_prefix", true);
    if (stages.marksBeginning)
        normalizers.push_back(prependNormalizer(std::string(kWordMark)));
    normalizers.push_back(replaceNormalizer(" ", std::string(kWordMark)));
    stages.normalizer = normalizerSequence(std::move(normalizers));
    stages.postProcessor = processorOf(llamaEnds(keys, vocabulary, true));
    stages.style = PieceStyle::SentencePiece;
}

/// SentencePiece's table of characters, whose bytes are the file's numbers.
std::optional<Charsmap> charsmapOf(const GgufKeys &keys)
{
    const auto *numbers = keys.find<std::vector<std::int64_t>>("precompiled_charsmap");
    if (numbers == nullptr || numbers->empty())
        return std::nullopt;
    std::string table;
    table.reserve(numbers->size());
    for (const std::int64_t number : *numbers)
        table.push_back(static_cast<char>(number & 0xFF));
    return Charsmap(table);
}

void readUnigram(const GgufKeys &keys, const Vocabulary &vocabulary, TokenizerStages &stages)
{
    UnigramOptions options;
    options.unknown = keys.id("unknown_token_id", vocabulary);
    options.scores = scoresOf(keys, vocabulary);
    for (const TokenKind kind : kindsOf(keys, vocabulary))
        options.isHidden.push_back(kind != TokenKind::Normal);
    stages.model = unigramModel(vocabulary, options);

    SentencePieceSpacing spacing;
    spacing.addsMark = keys.value("add_space_prefix", true);
    spacing.removesExtra = keys.value("remove_extra_whitespaces", true);
    auto charsmap = charsmapOf(keys);
    stages.normalizer =
        sentencePieceSpaces(spacing, charsmap ? charsmapNormalizer(std::move(*charsmap)) : nullptr);
    stages.marksBeginning = spacing.addsMark;
    Ends ends;
    if (keys.value("add_bos_token", false))
        ends.begin = keys.id("bos_token_id", vocabulary);
    if (keys.value("add_eos_token", true))
        ends.end = keys.id("eos_token_id", vocabulary);
    stages.postProcessor = processorOf(ends);
    stages.style = PieceStyle::SentencePiece;
}

void readByteLevel(const GgufKeys &keys, const Vocabulary &vocabulary, TokenizerStages &stages)
{
    const auto *merges = keys.find<std::vector<std::string>>("merges");
    if (merges == nullptr)
        keys.refuse(sentence("core", "merges: expected a list, found none"));
    BytePairOptions options;
    if (const auto unknown = keys.id("unknown_token_id", vocabulary))
        options.unknown = std::string(vocabulary.piece(*unknown));
    GgufSplit split = ggufSplit(keys.value<std::string>("pre", "default"));
    options.ignoreMerges = split.ignoresMerges;
    stages.model = bytePairModel(vocabulary, parseMergeLines(*merges, "tokenizer.ggml.merges"), options);
    stages.preTokenizer = std::move(split.splitter);
    stages.postProcessor = processorOf(llamaEnds(keys, vocabulary, split.addsBegin));
    stages.style = PieceStyle::ByteLevel;
}

/// `▁word` for a word's beginning and `ing` for what continues one, back into BERT's `word` and `##ing`.
std::string bertPiece(const std::string &piece)
{
    if (piece.starts_with(kWordMark))
        return piece.substr(kWordMark.size());
    return piece.starts_with('[') && piece.ends_with(']') ? piece : "##" + piece;
}

/// Whether a vocabulary tells capitals from small letters.
bool hasCapitals(const Vocabulary &vocabulary)
{
    for (TokenId id = 0; id < vocabulary.size(); ++id) {
        const std::string_view piece = vocabulary.piece(id);
        const auto isCapital = [](char letter) { return letter >= 'A' && letter <= 'Z'; };
        if (!piece.starts_with('[') && std::ranges::any_of(piece, isCapital))
            return true;
    }
    return false;
}

void readWordPiece(const GgufKeys &keys, const Vocabulary &vocabulary, TokenizerStages &stages)
{
    WordPieceOptions options;
    const auto unknown = keys.id("unknown_token_id", vocabulary);
    options.unknown = unknown ? std::string(vocabulary.piece(*unknown)) : "[UNK]";
    stages.model = wordPieceModel(vocabulary, options);
    BertNormalizerOptions cleaning;
    cleaning.lowercase = !hasCapitals(vocabulary);
    stages.normalizer = bertNormalizer(cleaning);
    stages.preTokenizer = bertPreTokenizer();
    const auto begin = keys.id("cls_token_id", vocabulary);
    const auto end = keys.id("seperator_token_id", vocabulary);
    stages.postProcessor =
        processorOf({begin ? begin : vocabulary.find("[CLS]"), end ? end : vocabulary.find("[SEP]")});
    stages.style = PieceStyle::WordPiece;
}

std::unique_ptr<Vocabulary> vocabularyOf(const std::vector<std::string> &tokens, bool isBert)
{
    const auto isMarked = [](const std::string &token) { return token.starts_with(kWordMark); };
    const bool needsRewriting = isBert && std::ranges::any_of(tokens, isMarked);
    auto vocabulary = std::make_unique<Vocabulary>();
    for (std::size_t id = 0; id < tokens.size(); ++id) {
        const std::string piece = toValidUtf8(tokens[id]);
        vocabulary->add(needsRewriting ? bertPiece(piece) : piece, static_cast<std::int64_t>(id));
    }
    return vocabulary;
}

std::shared_ptr<const Tokenizer> readTokenizer(const GgufFile &file)
{
    const GgufKeys keys(file);
    const std::string model = keys.value<std::string>("model", "");
    if (model != "llama" && model != "gpt2" && model != "bert" && model != "t5")
        keys.refuse(
            sentence("core", "model: expected llama, gpt2, bert or t5, found %1").with(inQuotes(model)));
    std::unique_ptr<Vocabulary> vocabulary = vocabularyOf(tokensOf(keys), model == "bert");
    TokenizerStages stages;
    stages.addedTokens = addedTokens(keys, *vocabulary);
    if (model == "llama")
        readScored(keys, *vocabulary, stages);
    else if (model == "gpt2")
        readByteLevel(keys, *vocabulary, stages);
    else if (model == "t5")
        readUnigram(keys, *vocabulary, stages);
    else
        readWordPiece(keys, *vocabulary, stages);
    if (const auto mask = keys.id("mask_token_id", *vocabulary))
        stages.maskPiece = std::string(vocabulary->piece(*mask));
    for (const char *key : kSpecialIds)
        (void)keys.id(key, *vocabulary);
    stages.vocabulary = std::move(vocabulary);
    return pipelineTokenizer(std::move(stages));
}

} // namespace

std::shared_ptr<const Tokenizer> Tokenizer::fromGguf(const GgufFile &file)
{
    try {
        return readTokenizer(file);
    } catch (const LoadError &refusal) {
        // The stages know their part of a file, not its name.
        if (refusal.message().english().starts_with(file.path().string()))
            throw;
        throw LoadError(sentence("core", "%1: %2").with(file.path().string(), refusal.message()));
    }
}

} // namespace headscope
