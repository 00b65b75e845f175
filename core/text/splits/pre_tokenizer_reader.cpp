#include "core/formats/in_quotes.h"
#include "core/text/readers/stage_reader.h"

namespace headscope {

namespace {

SplitBehavior readBehavior(const JsonPart &part, const std::string &otherwise)
{
    const std::string behavior = part.text("behavior", otherwise);
    if (behavior == "Removed")
        return SplitBehavior::Removed;
    if (behavior == "Isolated")
        return SplitBehavior::Isolated;
    if (behavior == "MergedWithPrevious")
        return SplitBehavior::MergedWithPrevious;
    if (behavior == "MergedWithNext")
        return SplitBehavior::MergedWithNext;
    if (behavior == "Contiguous")
        return SplitBehavior::Contiguous;
    part.refuse("expected a known behavior of splitting, found " + inQuotes(behavior));
}

PreTokenizerPointer readMetaspace(const JsonPart &part)
{
    MetaspaceOptions options;
    options.replacement = part.text("replacement", options.replacement);
    if (toUtf32(options.replacement).size() != 1)
        part.refuse("expected a replacement of one character, found " + inQuotes(options.replacement));
    options.split = part.flag("split", true);
    if (!part.flag("add_prefix_space", true))
        options.prepend = PrependScheme::Never;
    if (!part.has("prepend_scheme"))
        return metaspacePreTokenizer(options);
    const std::string scheme = part.at("prepend_scheme").text();
    if (scheme != "always" && scheme != "first" && scheme != "never")
        part.refuse("expected a prepend_scheme always, first or never, found " + inQuotes(scheme));
    options.prepend = scheme == "always"  ? PrependScheme::Always
                      : scheme == "first" ? PrependScheme::First
                                          : PrependScheme::Never;
    return metaspacePreTokenizer(options);
}

PreTokenizerPointer readSplit(const JsonPart &part)
{
    const JsonPart pattern = part.at("pattern");
    const bool inverted = part.flag("invert", false);
    if (pattern.has("String") && !inverted)
        return textSplitter(pattern.at("String").text(), readBehavior(part, "Removed"));
    const std::string expression = pattern.has("Regex") ? pattern.at("Regex").text() : "";
    if (expression == kGpt2Pattern) {
        // The pattern leaves nothing between its matches.
        const SplitBehavior behavior = readBehavior(part, "Isolated");
        if (behavior == SplitBehavior::Isolated || (inverted && behavior == SplitBehavior::Removed))
            return gpt2Splitter();
    }
    pattern.refuse("expected a pattern for splitting that Headscope knows, found " +
                   inQuotes(pattern.value().dump()));
}

PreTokenizerPointer readSequence(const JsonPart &part)
{
    std::vector<PreTokenizerPointer> stages;
    for (const JsonPart &stage : part.at("pretokenizers").items())
        stages.push_back(readPreTokenizer(stage));
    return preTokenizerSequence(std::move(stages));
}

} // namespace

PreTokenizerPointer readPreTokenizer(const JsonPart &part)
{
    const std::string type = part.type();
    if (type == "BertPreTokenizer")
        return bertPreTokenizer();
    if (type == "ByteLevel")
        return byteLevelPreTokenizer({part.flag("add_prefix_space", true), part.flag("use_regex", true)});
    if (type == "Digits") {
        const bool isIndividual = part.flag("individual_digits", false);
        return classSplitter(isNumber, isIndividual ? SplitBehavior::Isolated : SplitBehavior::Contiguous);
    }
    if (type == "Whitespace")
        return wordSplitter();
    if (type == "WhitespaceSplit")
        return classSplitter(isWhiteSpace, SplitBehavior::Removed);
    if (type == "Metaspace")
        return readMetaspace(part);
    if (type == "Punctuation")
        return classSplitter(isBertPunctuation, readBehavior(part, "Isolated"));
    if (type == "Split")
        return readSplit(part);
    if (type == "Sequence")
        return readSequence(part);
    part.refuse("expected a pre-tokenizer that Headscope knows, found " + inQuotes(type));
}

} // namespace headscope
