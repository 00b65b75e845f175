#include "core/formats/json_file.h"

#include "core/formats/file_reader.h"
#include "core/formats/json_builder.h"
#include "core/formats/json_check.h"
#include "core/formats/load_error.h"

namespace headscope {

namespace {

using nlohmann::json;

// Of values: a `vocab.json` of 250,000 pieces takes 34 MB. A `tokenizer.json` with its merges can need 170
// and is read in parts.
constexpr std::size_t kBudget = 48U << 20U;
constexpr std::size_t kPartBudget = 32U << 20U;

constexpr std::size_t kCheckedFirst =
    8U << 20U; // a longer text is parsed twice: a mistake near its end is cheap
constexpr std::size_t kLongestText = 8U << 20U;
constexpr std::size_t kLongestGap = 1U << 20U; // blanks, a number or a word

constexpr std::string_view kBlanks = " \t\n\r";

/// nlohmann's parser takes a zero byte for the end of the text, and skips a byte order mark.
void refuseMarks(std::string_view text, const std::string &name)
{
    if (text.starts_with("\xEF\xBB\xBF"))
        throw LoadError(sentence("core", "%1: expected JSON, found a byte order mark before it").with(name));
    if (const auto zero = text.find('\0'); zero != std::string_view::npos)
        throw LoadError(
            sentence("core", "%1: expected JSON, found a zero byte at byte %2").with(name, zero + 1));
}

/// Where the text in quotes that opens at `begin` closes, or the end.
std::size_t closingQuote(std::string_view text, std::size_t begin)
{
    std::size_t place = begin + 1;
    while (place < text.size() && text[place] != '"')
        place += text[place] == '\\' ? 2U : 1U;
    return place;
}

bool isMark(char character)
{
    switch (character) {
    case '{':
    case '}':
    case '[':
    case ']':
    case ',':
    case ':':
        return true;
    default:
        return false;
    }
}

/// A comma or a colon has a value behind it, and a key costs more than other texts do.
std::size_t costOf(char mark)
{
    switch (mark) {
    case '{':
    case '[':
        return kJsonContainerCost;
    case ',':
        return kJsonValueCost;
    case ':':
        return kJsonMemberCost - kJsonStringCost;
    default:
        return 0;
    }
}

/// What can be told of a text without parsing it: how long its tokens are and what its values cost at least.
/// nlohmann's parser copies each token several times, and the blanks before it as well.
std::size_t leastCost(std::string_view text, const std::string &name)
{
    std::size_t cost = kJsonValueCost;
    std::size_t gapBegin = 0;
    for (std::size_t place = 0; place < text.size(); ++place) {
        if (text[place] == '"') {
            const std::size_t end = closingQuote(text, place);
            if (end - place > kLongestText)
                throw LoadError(
                    sentence("core", "%1: expected texts of at most 8 MB, found a longer one at byte %2")
                        .with(name, place + 1));
            cost += kJsonStringCost;
            gapBegin = place = end;
        } else if (isMark(text[place])) {
            cost += costOf(text[place]);
            gapBegin = place;
        } else if (place - gapBegin > kLongestGap) {
            throw LoadError(sentence("core", "%1: expected JSON, found 1 MB of something else at byte %2")
                                .with(name, gapBegin + 1));
        }
    }
    return cost;
}

std::string_view withoutPadding(std::string_view text, const std::string &name)
{
    text = text.substr(0, text.find_last_not_of(kBlanks) + 1);
    refuseMarks(text, name);
    return text;
}

template <typename Handler>
void parse(std::string_view text, Handler &handler)
{
    json::sax_parse(text.data(), text.data() + text.size(), &handler);
}

} // namespace

json parseJson(std::string_view text, const std::string &name)
{
    text = withoutPadding(text, name);
    if (leastCost(text, name) > kBudget)
        refuseJsonCost(kBudget, name);
    if (text.size() > kCheckedFirst) {
        JsonCheck check(name);
        parse(text, check);
    }
    JsonBuilder builder(name, kBudget);
    parse(text, builder);
    return builder.take();
}

json parseJsonInParts(std::string_view text, const std::string &name, std::vector<JsonStream> streams)
{
    text = withoutPadding(text, name);
    (void)leastCost(text, name);
    JsonBuilder builder(name, kPartBudget, std::move(streams));
    parse(text, builder);
    return builder.take();
}

void parseJsonMembers(std::string_view text, const std::string &name, const JsonMemberHandler &handler)
{
    const auto refuse = [&name](const Sentence &what) {
        throw LoadError(sentence("core", "%1: expected a JSON object, found %2").with(name, what));
    };
    const auto take = [&](const std::string *key, json &&value) {
        if (key == nullptr)
            refuse(sentence("core", "a list"));
        handler(*key, std::move(value));
    };
    const json rest = parseJsonInParts(text, name, {{{}, take}});
    if (!rest.is_object())
        refuse(rest.is_array() ? sentence("core", "a list") : sentence("core", "a single value"));
}

std::string readJsonText(const std::filesystem::path &file, std::size_t maxBytes)
{
    const FileReader reader(file);
    if (reader.size() > maxBytes)
        reader.refuse(
            sentence("core", "expected at most %1 bytes of JSON, found %2").with(maxBytes, reader.size()));
    std::string text(static_cast<std::size_t>(reader.size()), '\0');
    reader.read(0, std::as_writable_bytes(std::span(text)));
    return text;
}

json readJsonFile(const std::filesystem::path &file, std::size_t maxBytes)
{
    return parseJson(readJsonText(file, maxBytes), file.string());
}

} // namespace headscope
