#include "core/text/readers/gguf_splitter.h"

#include "core/formats/in_quotes.h"
#include "core/formats/load_error.h"

namespace headscope {

namespace {

bool isPunctuationOrSign(char32_t code)
{
    constexpr std::u32string_view kSigns = U"$+<=>^~|";
    return isPunctuation(code) || kSigns.find(code) != std::u32string_view::npos;
}

} // namespace

PreTokenizerPointer ggufSplitter(const std::string &name)
{
    std::vector<PreTokenizerPointer> stages;
    if (name == "default" || name == "falcon") {
        const bool countsBacktick = name == "falcon";
        stages.push_back(classSplitter(
            [countsBacktick](char32_t code) {
                return code == U'`' ? countsBacktick || isPunctuation(code) : isPunctuationOrSign(code);
            },
            SplitBehavior::Contiguous));
        stages.push_back(gpt2Splitter());
        if (name == "default")
            stages.push_back(classSplitter(isNumber, SplitBehavior::Contiguous));
        stages.push_back(digitTripleSplitter());
    } else if (name == "smollm") {
        stages.push_back(classSplitter(isNumber, SplitBehavior::Isolated));
        stages.push_back(gpt2Splitter());
    } else if (name == "gpt-2") {
        stages.push_back(gpt2Splitter());
    } else {
        throw LoadError("tokenizer.ggml.pre: expected gpt-2, default, smollm or falcon, found " +
                        inQuotes(name));
    }
    stages.push_back(byteLevelPreTokenizer({false, false}));
    return preTokenizerSequence(std::move(stages));
}

} // namespace headscope
