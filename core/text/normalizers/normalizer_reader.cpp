#include "core/formats/in_quotes.h"
#include "core/text/normalizers/charsmap.h"
#include "core/text/readers/stage_reader.h"

namespace headscope {

namespace {

NormalizerPointer readBertNormalizer(const JsonPart &part)
{
    BertNormalizerOptions options;
    options.cleanText = part.flag("clean_text", true);
    options.spaceOutChinese = part.flag("handle_chinese_chars", true);
    options.lowercase = part.flag("lowercase", true);
    if (part.has("strip_accents"))
        options.stripAccents = part.at("strip_accents").flag();
    return bertNormalizer(options);
}

NormalizerPointer readReplace(const JsonPart &part)
{
    const JsonPart pattern = part.at("pattern");
    if (pattern.has("String"))
        return replaceNormalizer(pattern.at("String").text(), part.at("content").text());
    return patternReplacer(pattern.at("Regex").text(), part.at("content").text());
}

NormalizerPointer readCharsmap(const JsonPart &part)
{
    const auto table = decodeBase64(part.at("precompiled_charsmap").text());
    if (!table)
        part.refuse(sentence("core", "expected a precompiled_charsmap in base64, found other text"));
    return graphemeCharsmapNormalizer(Charsmap(*table));
}

NormalizerPointer readSequence(const JsonPart &part)
{
    std::vector<NormalizerPointer> stages;
    for (const JsonPart &stage : part.at("normalizers").items())
        stages.push_back(readNormalizer(stage));
    return normalizerSequence(std::move(stages));
}

} // namespace

NormalizerPointer readNormalizer(const JsonPart &part)
{
    const std::string type = part.type();
    if (type == "BertNormalizer")
        return readBertNormalizer(part);
    if (type == "NFC")
        return unicodeNormalizer(UnicodeForm::Nfc);
    if (type == "NFD")
        return unicodeNormalizer(UnicodeForm::Nfd);
    if (type == "NFKC")
        return unicodeNormalizer(UnicodeForm::Nfkc);
    if (type == "NFKD")
        return unicodeNormalizer(UnicodeForm::Nfkd);
    if (type == "Lowercase")
        return lowercaseNormalizer();
    if (type == "StripAccents")
        return accentStripper();
    if (type == "Precompiled")
        return readCharsmap(part);
    if (type == "Nmt")
        return nmtNormalizer();
    if (type == "ByteLevel")
        return byteLevelNormalizer();
    if (type == "Strip")
        return whiteSpaceStripper(part.flag("strip_left", true), part.flag("strip_right", true));
    if (type == "Prepend")
        return prependNormalizer(part.at("prepend").text());
    if (type == "Replace")
        return readReplace(part);
    if (type == "Sequence")
        return readSequence(part);
    part.refuse(
        sentence("core", "expected a normalizer that Headscope knows, found %1").with(inQuotes(type)));
}

} // namespace headscope
