#include "app/command_line/text_options.h"

#include "app/command_line/command_error.h"
#include "app/command_line/warnings.h"
#include "core/model/free_memory.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iostream>
#include <iterator>
#include <limits>
#include <sys/stat.h>
#include <unistd.h>

namespace headscope {

namespace {

/// The most memory that any of our tokenizers needs for a byte of text, measured.
constexpr std::size_t kMemoryOfTextByte = 128;

/// Throws Refusal naming `source` when its end is never reached, or too late to cut the text into tokens.
std::string readAll(std::istream &stream, const std::string &source)
{
    constexpr std::size_t kPiece = 1'000'000;
    const std::size_t most = freeMemory() / kMemoryOfTextByte;
    std::string text;
    while (stream) {
        const std::size_t before = text.size();
        text.resize(before + kPiece);
        stream.read(text.data() + before, kPiece);
        text.resize(before + static_cast<std::size_t>(stream.gcount()));
        if (text.size() > most)
            throw Refusal(source + ": the text does not fit into memory: expected at most " +
                          readableBytes(most) + ", found more");
    }
    if (stream.bad())
        throw Refusal(source + ": cannot be read");
    return text;
}

/// C++ streams take a standard input that cannot be read for one that is empty.
void checkStandardInput()
{
    struct stat status {};
    if (::fstat(STDIN_FILENO, &status) != 0 || S_ISDIR(status.st_mode))
        throw Refusal("standard input: cannot be read");
}

std::string readFile(const std::string &name)
{
    std::error_code error;
    if (!std::filesystem::is_regular_file(name, error))
        throw Refusal(name + ": expected a text file, found none");
    std::ifstream file(name, std::ios::binary);
    if (!file)
        throw Refusal(name + ": cannot be read");
    return readAll(file, name);
}

void dropFinalLineEnd(std::string &text, FinalLineEnd lineEnd)
{
    if (lineEnd == FinalLineEnd::Keep)
        return;
    if (!text.ends_with('\n'))
        return;
    text.pop_back();
    if (text.ends_with('\r'))
        text.pop_back();
}

} // namespace

void TextOptions::addTo(CLI::App &command)
{
    command.add_option("--text", text, "The text; - is standard input, @FILE a file, @@x a literal @x");
    command.add_option("--text-b", second, "The second text of a pair");
    command.add_option("--ids", ids, "Token ids instead of text: 1,2,3");
    command.add_flag("--no-special-tokens", noSpecialTokens, "Add no special tokens");
}

std::string readText(const std::string &argument, FinalLineEnd lineEnd)
{
    std::string text = argument;
    if (argument == "-") {
        checkStandardInput();
        text = readAll(std::cin, "standard input");
        dropFinalLineEnd(text, lineEnd);
    } else if (argument.starts_with("@@")) {
        text = argument.substr(1);
    } else if (argument.starts_with('@')) {
        text = readFile(argument.substr(1));
        dropFinalLineEnd(text, lineEnd);
    }
    bool changed = false;
    text = toValidUtf8(text, &changed);
    if (changed)
        warn("the text is not valid UTF-8; invalid bytes are read as U+FFFD");
    return text;
}

std::vector<TokenId> parseIds(const std::string &text, const std::string &option)
{
    std::vector<TokenId> ids;
    const char *position = text.data();
    const char *end = position + text.size();
    while (position != end) {
        TokenId id = 0;
        auto [next, error] = std::from_chars(position, end, id);
        if (error ==
            std::errc::result_out_of_range) { // outside of every vocabulary, which is for later to say
            id = *position == '-' ? std::numeric_limits<TokenId>::min() : std::numeric_limits<TokenId>::max();
            error = {};
        }
        const bool separated = next == end || (*next == ',' && next + 1 != end);
        if (error != std::errc{} || !separated)
            throw UsageError(option + ": expected whole numbers separated by commas, found '" + text + "'");
        ids.push_back(id);
        position = next == end ? end : next + 1;
    }
    return ids;
}

std::vector<Token> readTokens(const TextOptions &options, const Tokenizer *tokenizer)
{
    if (options.ids) {
        if (options.text || options.second)
            throw UsageError("--ids and --text exclude each other");
        std::vector<Token> tokens;
        std::ranges::transform(parseIds(*options.ids), std::back_inserter(tokens),
                               [](TokenId id) { return Token{id}; });
        return tokens;
    }
    if (!options.text)
        throw UsageError("expected --text or --ids");
    if (tokenizer == nullptr)
        throw Refusal("this model came without a tokenizer: give --ids instead of --text");
    const std::string text = readText(*options.text);
    const std::optional<std::string> second =
        options.second ? std::optional(readText(*options.second)) : std::nullopt;
    EncodeOptions encode;
    encode.addSpecialTokens = !options.noSpecialTokens;
    if (second)
        encode.second = *second;
    return tokenizer->encode(text, encode);
}

} // namespace headscope
