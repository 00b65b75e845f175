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
/// The cased letters of Unicode 11, written as numbers because some are equivalent to others.
constexpr const char *kDeepSeekLetters =
    R"(\s?[\x{41}-\x{5A}\x{61}-\x{7A}\x{B5}\x{C0}-\x{D6}\x{D8}-\x{F6}\x{F8}-\x{1BA}\x{1BC}-\x{1BF})"
    R"(\x{1C4}-\x{293}\x{295}-\x{2AF}\x{370}-\x{373}\x{376}\x{377}\x{37B}-\x{37D}\x{37F}\x{386})"
    R"(\x{388}-\x{38A}\x{38C}\x{38E}-\x{3A1}\x{3A3}-\x{3F5}\x{3F7}-\x{481}\x{48A}-\x{52F})"
    R"(\x{531}-\x{556}\x{10A0}-\x{10C5}\x{13A0}-\x{13F5}\x{13F8}-\x{13FD}\x{1C90}-\x{1CBA})"
    R"(\x{1CBD}-\x{1CBF}\x{1D00}-\x{1D2B}\x{1D6B}-\x{1D77}\x{1D79}-\x{1D9A}\x{1E00}-\x{1F15})"
    R"(\x{1F18}-\x{1F1D}\x{1F20}-\x{1F45}\x{1F48}-\x{1F4D}\x{1F50}-\x{1F57}\x{1F59}\x{1F5B}\x{1F5D})"
    R"(\x{1F5F}-\x{1F7D}\x{1F80}-\x{1FB4}\x{1FB6}-\x{1FBC}\x{1FBE}\x{1FC2}-\x{1FC4})"
    R"(\x{1FC6}-\x{1FCC}\x{1FD0}-\x{1FD3}\x{1FD6}-\x{1FDB}\x{1FE0}-\x{1FEC}\x{1FF2}-\x{1FF4})"
    R"(\x{1FF6}-\x{1FFC}\x{2102}\x{2107}\x{210A}-\x{2113}\x{2115}\x{2119}-\x{211D}\x{2124}\x{2126})"
    R"(\x{2128}\x{212A}-\x{212D}\x{212F}-\x{2134}\x{2139}\x{213C}-\x{213F}\x{2145}-\x{2149}\x{214E})"
    R"(\x{2183}\x{2184}\x{2C00}-\x{2C7B}\x{2C7E}-\x{2CE4}\x{2CEB}-\x{2CEE}\x{2CF2}\x{2CF3})"
    R"(\x{A640}-\x{A66D}\x{A680}-\x{A69B}\x{A722}-\x{A76F}\x{A771}-\x{A787}\x{A78B}-\x{A78E})"
    R"(\x{AB70}-\x{ABBF}\x{FB00}-\x{FB06}\x{FB13}-\x{FB17}\x{FF21}-\x{FF3A}\x{FF41}-\x{FF5A})"
    R"(\x{10400}-\x{1044F}\x{104B0}-\x{104D3}\x{104D8}-\x{104FB}\x{10C80}-\x{10CB2})"
    R"(\x{10CC0}-\x{10CF2}\x{118A0}-\x{118DF}\x{1E900}-\x{1E943}]+)";

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
            throw LoadError(sentence("core", "tokenizer.ggml.pre: expected a way of splitting that Headscope "
                                             "knows (such as llama-bpe, qwen2, gpt-2 or default), found %1")
                                .with(inQuotes(name)));
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
