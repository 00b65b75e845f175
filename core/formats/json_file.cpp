#include "core/formats/json_file.h"

#include "core/formats/file_reader.h"
#include "core/formats/json_builder.h"
#include "core/formats/load_error.h"

#include <algorithm>

namespace headscope {

namespace {

using nlohmann::json;

constexpr std::size_t kBudget = 96U << 20U; // Llama 3's 280,000 merges as pairs need 90 MB
constexpr std::size_t kMemberBudget = 32U << 20U;
constexpr std::size_t kLongestText = 8U << 20U;
constexpr std::size_t kLongestGap = 1U << 20U; // blanks, a number or a word

constexpr std::string_view kBlanks = " \t\n\r";

/// nlohmann's parser takes a zero byte for the end of the text, and skips a byte order mark.
void refuseMarks(std::string_view text, const std::string &name)
{
    if (text.starts_with("\xEF\xBB\xBF"))
        throw LoadError(name + ": expected JSON, found a byte order mark before it");
    if (const auto zero = text.find('\0'); zero != std::string_view::npos)
        throw LoadError(name + ": expected JSON, found a zero byte at byte " + std::to_string(zero + 1));
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

/// nlohmann's parser copies each token several times, and the blanks before it as well.
void refuseLongTokens(std::string_view text, const std::string &name)
{
    std::size_t gapBegin = 0;
    for (std::size_t place = 0; place < text.size(); ++place) {
        if (text[place] == '"') {
            const std::size_t end = closingQuote(text, place);
            if (end - place > kLongestText)
                throw LoadError(name + ": expected texts of at most 8 MB, found a longer one at byte " +
                                std::to_string(place + 1));
            gapBegin = place = end;
        } else if (isMark(text[place])) {
            gapBegin = place;
        } else if (place - gapBegin > kLongestGap) {
            throw LoadError(name + ": expected JSON, found 1 MB of something else at byte " +
                            std::to_string(gapBegin + 1));
        }
    }
}

void parse(std::string_view text, const std::string &name, JsonBuilder &builder)
{
    text = text.substr(0, text.find_last_not_of(kBlanks) + 1); // padding
    refuseMarks(text, name);
    refuseLongTokens(text, name);
    json::sax_parse(text.data(), text.data() + text.size(), &builder);
}

} // namespace

json parseJson(std::string_view text, const std::string &name)
{
    // Indented, such merges need about five bytes of values for each byte of text.
    JsonBuilder builder(name, std::max(kBudget, 6 * text.size()));
    parse(text, name, builder);
    return builder.take();
}

void parseJsonMembers(std::string_view text, const std::string &name, const JsonMemberHandler &handler)
{
    JsonBuilder builder(name, kMemberBudget, handler);
    parse(text, name, builder);
}

json readJsonFile(const std::filesystem::path &file, std::size_t maxBytes)
{
    const FileReader reader(file);
    if (reader.size() > maxBytes)
        reader.refuse("expected at most " + std::to_string(maxBytes) + " bytes of JSON, found " +
                      std::to_string(reader.size()));
    std::string text(static_cast<std::size_t>(reader.size()), '\0');
    reader.read(0, std::as_writable_bytes(std::span(text)));
    return parseJson(text, file.filename().string());
}

} // namespace headscope
