#include "core/text/readers/gguf_splitter.h"

#include "core/formats/in_quotes.h"
#include "core/formats/load_error.h"

#include <algorithm>
#include <vector>

namespace headscope {

namespace {

// The patterns are those of the models' own tokenizer files.

constexpr const char *kNumber = R"(\p{N})";
constexpr const char *kLlama3 = R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3})"
                                R"(| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)";
constexpr const char *kQwen2 = R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N})"
                               R"(| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)";
constexpr const char *kQwen35 = R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?[\p{L}\p{M}]+|\p{N})"
                                R"(| ?[^\s\p{L}\p{M}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)";
constexpr const char *kGpt4o =
    R"([^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?)"
    R"(|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?)"
    R"(|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+)";
constexpr const char *kTekken =
    R"([^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+)"
    R"(|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*)"
    R"(|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+)";
constexpr const char *kBloom = R"( ?[^(\s|[.,!?…。，、।۔،])]+)";
constexpr const char *kBailing = R"('(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N})"
                                 R"(| ?[^\s\p{L}\p{N}]++[\r\n]*|\s*[\r\n]|\s+(?!\S)|\s+)";
constexpr const char *kSeedCoder = R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1})"
                                   R"(| ?[^\s\p{L}\p{N}\r\n]+|\s*[\r\n]+|\s+(?!\S)|\s+)";
constexpr const char *kExaoneMoe =
    R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?(?:\p{L}\p{M}*(?: \p{L}\p{M}*)*)+|\p{N})"
    R"(| ?[^\s\p{L}\p{N}]+[\r\n/]?|\s*[\r\n]|\s+(?!\S)|\s+)";
constexpr const char *kDeepSeek3 =
    R"([!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+)"
    R"(| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)";
constexpr const char *kDeepSeekLetters =
    R"(\s?[A-Za-zµÀ-ÖØ-öø-ƺƼ-ƿǄ-ʓʕ-ʯͰ-ͳͶͷͻ-ͽͿΆΈ-ΊΌΎ-ΡΣ-ϵϷ-ҁҊ-ԯԱ-ՖႠ-ჅᎠ-Ᏽᏸ-ᏽᲐ-ᲺᲽ-Ჿᴀ-ᴫᵫ-ᵷᵹ-ᶚ)"
    R"(Ḁ-ἕἘ-Ἕἠ-ὅὈ-Ὅὐ-ὗὙὛὝὟ-ώᾀ-ᾴᾶ-ᾼιῂ-ῄῆ-ῌῐ-ΐῖ-Ίῠ-Ῥῲ-ῴῶ-ῼℂℇℊ-ℓℕℙ-ℝℤΩℨK-ℭℯ-ℴℹℼ-ℿⅅ-ⅉⅎↃↄ)"
    R"(Ⰰ-ⱻⱾ-ⳤⳫ-ⳮⲲⲳꙀ-ꙭꚀ-ꚛꜢ-ꝯꝱ-ꞇꞋ-ꞎꭰ-ꮿﬀ-ﬆﬓ-ﬗＡ-Ｚａ-ｚ𐐀-𐑏𐒰-𐓓𐓘-𐓻𐲀-𐲲𐳀-𐳲𑢠-𑣟𞤀-𞥃]+)";

/// What a name stands for: patterns, each of which splits what the one before it left.
struct NamedSplit {
    std::vector<const char *> names;
    std::vector<const char *> patterns;
    bool ignoresMerges = false, addsBegin = false;
};

const std::vector<NamedSplit> &namedSplits()
{
    static const std::vector<NamedSplit> kSplits{
        {{"llama3", "llama-v3", "llama-bpe", "falcon3", "falcon-h1", "pixtral", "midm-2.0", "lfm2",
          "jina-v5-nano"},
         {kLlama3},
         true,
         true},
        {{"dbrx", "smaug-bpe", "chatglm-bpe", "glm4"}, {kLlama3}},
        {{"qwen2", "stablelm2", "hunyuan", "megrez", "deepseek-r1-qwen", "grok-2", "solar-open"}, {kQwen2}},
        {{"qwen35"}, {kQwen35}},
        {{"gpt-4o", "llama4", "kanana2", "minimax-m2"}, {kGpt4o}},
        {{"tekken"}, {kTekken}, true, true},
        {{"deepseek-llm"},
         {"[\r\n]", kDeepSeekLetters, R"(\s?[!-/:-~！-／：-～‘-‟　-。]+)", R"(\s+$)",
          "[一-龥ࠀ-一가-퟿]+", R"(\p{N}+)"}},
        {{"deepseek-coder"}, {"[\r\n]", R"(\s?\p{L}+)", R"(\s?\p{P}+)", "[一-龥ࠀ-一가-퟿]+", kNumber}},
        {{"deepseek-v3", "hunyuan-dense", "joyai-llm"},
         {R"(\p{N}{1,3})", "[一-龥぀-ゟ゠-ヿ]+", kDeepSeek3}},
        {{"starcoder", "refact", "command-r", "smollm", "codeshell", "exaone", "minerva-7b", "mellum",
          "mellum2"},
         {kNumber, kGpt2Pattern}},
        {{"gpt-2", "gpt2", "phi-2", "jina-es", "jina-de", "jina-v1-en", "jina-v2-es", "jina-v2-de",
          "jina-v2-code", "gigachat", "roberta-bpe", "mpt", "olmo", "jais", "trillion", "granite-docling",
          "exaone4", "a.x-4.0"},
         {kGpt2Pattern}},
        {{"poro-chat", "bloom", "gpt3-finnish"}, {kBloom}},
        {{"viking"}, {kBloom, kNumber}},
        {{"superbpe"}, {R"(\p{N}+)", R"((?=(\d{3})+(?!\d)))"}},
        {{"bailingmoe", "bailingmoe2", "llada-moe"}, {kBailing}},
        {{"seed-coder"}, {kSeedCoder}},
        {{"exaone-moe"}, {kExaoneMoe}},
        {{"chameleon"},
         {"<sentinel:[0-9]+>", "IMGIMG[A-I]{1,4}Z", "[\t\n]|    |  ", kNumber, R"([\p{P}!-/:-@\[-`{-~])",
          kGpt2Pattern},
         false,
         true},
    };
    return kSplits;
}

bool isPunctuationOrSign(char32_t code)
{
    constexpr std::u32string_view kSigns = U"$+<=>^~|";
    return isPunctuation(code) || kSigns.find(code) != std::u32string_view::npos;
}

/// The oldest two, of before names were given.
std::vector<PreTokenizerPointer> oldStages(bool isFalcon)
{
    std::vector<PreTokenizerPointer> stages;
    stages.push_back(classSplitter(
        [isFalcon](char32_t code) {
            return code == U'`' ? isFalcon || isPunctuation(code) : isPunctuationOrSign(code);
        },
        SplitBehavior::Contiguous));
    stages.push_back(gpt2Splitter());
    if (!isFalcon)
        stages.push_back(classSplitter(isNumber, SplitBehavior::Contiguous));
    stages.push_back(digitTripleSplitter());
    return stages;
}

PreTokenizerPointer stageOf(const char *pattern)
{
    if (pattern == kGpt2Pattern)
        return gpt2Splitter();
    if (pattern == kNumber)
        return classSplitter(isNumber, SplitBehavior::Isolated);
    return patternSplitter(pattern, SplitBehavior::Isolated);
}

} // namespace

GgufSplit ggufSplit(const std::string &name)
{
    GgufSplit split;
    std::vector<PreTokenizerPointer> stages;
    if (name == "default" || name == "falcon") {
        stages = oldStages(name == "falcon");
    } else {
        const auto hasName = [&](const NamedSplit &candidate) {
            return std::ranges::find(candidate.names, name) != candidate.names.end();
        };
        const auto named = std::ranges::find_if(namedSplits(), hasName);
        if (named == namedSplits().end())
            throw LoadError(
                "tokenizer.ggml.pre: expected a way of splitting that Headscope knows (such as llama-bpe, "
                "qwen2, gpt-2 or default), found " +
                inQuotes(name));
        for (const char *pattern : named->patterns)
            stages.push_back(stageOf(pattern));
        split.ignoresMerges = named->ignoresMerges;
        split.addsBegin = named->addsBegin;
    }
    stages.push_back(byteLevelPreTokenizer({false, false}));
    split.splitter = preTokenizerSequence(std::move(stages));
    return split;
}

} // namespace headscope
