#include "core/formats/json_file.h"

#include "core/formats/file_reader.h"
#include "core/formats/json_builder.h"
#include "core/formats/load_error.h"

#include <algorithm>

namespace headscope {

namespace {

using nlohmann::json;

constexpr std::size_t kBudget = 64U << 20U;

/// What nlohmann's parser lets pass: a zero byte ends the text for it, a byte order mark is skipped.
void refuseMarks(std::string_view text, const std::string &name)
{
    if (text.starts_with("\xEF\xBB\xBF"))
        throw LoadError(name + ": expected JSON, found a byte order mark before it");
    if (const auto zero = text.find('\0'); zero != std::string_view::npos)
        throw LoadError(name + ": expected JSON, found a zero byte at byte " + std::to_string(zero + 1));
}

void parse(std::string_view text, const std::string &name, JsonBuilder &builder)
{
    refuseMarks(text, name);
    json::sax_parse(text.data(), text.data() + text.size(), &builder);
}

} // namespace

json parseJson(std::string_view text, const std::string &name)
{
    // Long vocabularies need about four bytes of values for each byte of text.
    JsonBuilder builder(name, std::max(kBudget, 4 * text.size()));
    parse(text, name, builder);
    return builder.take();
}

void parseJsonMembers(std::string_view text, const std::string &name, const JsonMemberHandler &handler)
{
    JsonBuilder builder(name, kBudget / 2, handler);
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
