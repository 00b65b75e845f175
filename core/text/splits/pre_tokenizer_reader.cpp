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
    part.refuse(
        sentence("core", "expected a known behavior of splitting, found %1").with(inQuotes(behavior)));
}

PreTokenizerPointer readMetaspace(const JsonPart &part)
{
    MetaspaceOptions options;
    options.replacement = part.text("replacement", options.replacement);
    if (toUtf32(options.replacement).size() != 1)
        part.refuse(sentence("core", "expected a replacement of one character, found %1")
                        .with(inQuotes(options.replacement)));
    options.split = part.flag("split", true);
    if (!part.flag("add_prefix_space", true))
        options.prepend = PrependScheme::Never;
    if (!part.has("prepend_scheme"))
        return metaspacePreTokenizer(options);
    const std::string scheme = part.at("prepend_scheme").text();
    if (scheme != "always" && scheme != "first" && scheme != "never")
        part.refuse(sentence("core", "expected a prepend_scheme always, first or never, found %1")
                        .with(inQuotes(scheme)));
    options.prepend = scheme == "always"  ? PrependScheme::Always
                      : scheme == "first" ? PrependScheme::First
                                          : PrependScheme::Never;
    return metaspacePreTokenizer(options);
}

/// The pattern that matches just this text.
std::string literalExpression(const std::string &text)
{
    constexpr std::string_view kSigns = "\\^$.|?*+()[]{}#- ";
    std::string expression;
    for (const char letter : text) {
        if (kSigns.find(letter) != std::string_view::npos)
            expression.push_back('\\');
        expression.push_back(letter);
    }
    return expression;
}

PreTokenizerPointer readSplit(const JsonPart &part)
{
    const JsonPart pattern = part.at("pattern");
    const SplitAt at = part.flag("invert", false) ? SplitAt::Gaps : SplitAt::Matches;
    const SplitBehavior behavior = readBehavior(part, "Removed");
    if (pattern.has("String") && at == SplitAt::Matches && !pattern.at("String").text().empty())
        return textSplitter(pattern.at("String").text(), behavior);
    const std::string expression =
        pattern.has("String") ? literalExpression(pattern.at("String").text()) : pattern.at("Regex").text();
    // GPT-2's pattern leaves nothing between its matches.
    const bool isolates =
        behavior == SplitBehavior::Isolated || (at == SplitAt::Gaps && behavior == SplitBehavior::Removed);
    if (expression == kGpt2Pattern && isolates)
        return gpt2Splitter();
    return patternSplitter(expression, behavior, at);
}

PreTokenizerPointer readFixedLength(const JsonPart &part)
{
    const std::int64_t length = part.number("length", 5);
    if (length < 1)
        part.refuse(sentence("core", "expected a length of 1 or more, found %1").with(length));
    return fixedLengthSplitter(static_cast<std::size_t>(length));
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
        return classSplitter(isNumeric, isIndividual ? SplitBehavior::Isolated : SplitBehavior::Contiguous);
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
    if (type == "CharDelimiterSplit")
        return textSplitter(part.at("delimiter").text(), SplitBehavior::Removed);
    if (type == "UnicodeScripts")
        return scriptSplitter();
    if (type == "FixedLength")
        return readFixedLength(part);
    if (type == "Sequence")
        return readSequence(part);
    part.refuse(
        sentence("core", "expected a pre-tokenizer that Headscope knows, found %1").with(inQuotes(type)));
}

} // namespace headscope
