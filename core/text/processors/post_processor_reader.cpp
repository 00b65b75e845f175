#include "core/formats/in_quotes.h"
#include "core/text/readers/stage_reader.h"

namespace headscope {

namespace {

TokenId readId(const JsonPart &part, const Vocabulary &vocabulary)
{
    const std::int64_t id = part.number();
    if (id < 0 || id >= vocabulary.size())
        part.refuse(sentence("core", "expected an id below %1, found %2").with(vocabulary.size(), id));
    return static_cast<TokenId>(id);
}

std::vector<TokenId> readSpecialTokens(const JsonPart &processor, const std::string &name,
                                       const Vocabulary &vocabulary)
{
    const JsonPart special = processor.at("special_tokens").at(name.c_str());
    std::vector<TokenId> ids;
    for (const JsonPart &id : special.at("ids").items())
        ids.push_back(readId(id, vocabulary));
    return ids;
}

SequenceTemplate readTemplate(const JsonPart &processor, const char *key, const Vocabulary &vocabulary)
{
    SequenceTemplate parts;
    for (const JsonPart &item : processor.at(key).items()) {
        TemplatePart part;
        const JsonPart content = item.at(item.has("Sequence") ? "Sequence" : "SpecialToken");
        const std::string id = content.at("id").text();
        const std::int64_t type = content.number("type_id", 0);
        if (type < 0 || type > 255)
            content.refuse(sentence("core", "expected a type_id from 0 to 255, found %1").with(type));
        part.type = static_cast<int>(type);
        if (!item.has("Sequence"))
            part.specialTokens = readSpecialTokens(processor, id, vocabulary);
        else if (id == "A" || id == "B")
            part.sequence = id == "A" ? 0 : 1;
        else
            content.refuse(sentence("core", "expected the sequence A or B, found %1").with(inQuotes(id)));
        parts.push_back(std::move(part));
    }
    return parts;
}

PostProcessorPointer readTemplateProcessing(const JsonPart &part, const Vocabulary &vocabulary)
{
    SequenceTemplate pair{{0, {}, 0}, {1, {}, 1}};
    if (part.has("pair"))
        pair = readTemplate(part, "pair", vocabulary);
    return templateProcessor(readTemplate(part, "single", vocabulary), std::move(pair));
}

EndTokens readEnds(const JsonPart &part, const Vocabulary &vocabulary)
{
    const auto idOf = [&](const char *key) {
        const std::vector<JsonPart> nameAndId = part.at(key).items();
        if (nameAndId.size() != 2)
            part.refuse(sentence("core", "expected a token and its id as %1").with(key));
        return readId(nameAndId[1], vocabulary);
    };
    return {idOf("cls"), idOf("sep")};
}

PostProcessorPointer readSequence(const JsonPart &part, const Vocabulary &vocabulary)
{
    std::vector<PostProcessorPointer> stages;
    for (const JsonPart &stage : part.at("processors").items())
        stages.push_back(readPostProcessor(stage, vocabulary));
    return postProcessorSequence(std::move(stages));
}

} // namespace

PostProcessorPointer readPostProcessor(const JsonPart &part, const Vocabulary &vocabulary)
{
    const std::string type = part.type();
    if (type == "TemplateProcessing")
        return readTemplateProcessing(part, vocabulary);
    if (type == "BertProcessing")
        return bertProcessor(readEnds(part, vocabulary));
    if (type == "RobertaProcessing")
        return robertaProcessor(vocabulary, {readEnds(part, vocabulary), part.flag("trim_offsets", true),
                                             part.flag("add_prefix_space", true)});
    if (type == "ByteLevel") {
        if (part.flag("trim_offsets", true))
            return offsetTrimmer(vocabulary, part.flag("add_prefix_space", true));
        return postProcessorSequence({});
    }
    if (type == "Sequence")
        return readSequence(part, vocabulary);
    part.refuse(
        sentence("core", "expected a post-processor that Headscope knows, found %1").with(inQuotes(type)));
}

} // namespace headscope
