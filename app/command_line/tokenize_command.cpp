#include "app/command_line/command_error.h"
#include "app/command_line/commands.h"
#include "app/command_line/json_output.h"
#include "app/command_line/text_options.h"
#include "app/gallery/model_locator.h"
#include "core/model/model.h"
#include "core/text/target_tokenizer.h"

#include <memory>

namespace headscope {

namespace {

struct TokenizeOptions {
    std::string model = "negation";
    TextOptions text;
    bool lines = false;
    bool json = false;
    bool target = false;
};

void printTokens(const std::vector<Token> &tokens, const Tokenizer *tokenizer, bool json)
{
    if (json)
        return printTokensJson(tokens, tokenizer);
    std::string line;
    for (const Token &token : tokens)
        line += (line.empty() ? "" : " ") + std::to_string(token.id) + ":" +
                escapeControls(tokenizer->piece(token.id));
    printLine(line);
}

/// Lines end with \n only; a final one starts no line.
void tokenizeLines(const TokenizeOptions &options, const Tokenizer &tokenizer)
{
    if (options.text.second)
        throw UsageError("--lines and --text-b exclude each other");
    std::string all = readText(*options.text.text, FinalLineEnd::Keep);
    if (all.ends_with('\n'))
        all.pop_back();
    else if (all.empty())
        return;
    EncodeOptions encode;
    encode.addSpecialTokens = !options.text.noSpecialTokens;
    for (std::size_t begin = 0; begin <= all.size();) {
        const std::size_t end = std::min(all.find('\n', begin), all.size());
        printTokens(tokenizer.encode(std::string_view(all).substr(begin, end - begin), encode), &tokenizer,
                    options.json);
        begin = end + 1;
    }
}

/// Throws Refusal for ids that the vocabulary does not have.
std::vector<Token> tokensInside(const Tokenizer &tokenizer, std::vector<Token> tokens)
{
    for (const Token &token : tokens)
        if (token.id < 0 || token.id >= tokenizer.vocabularySize())
            throw Refusal("token " + std::to_string(token.id) + " is outside the vocabulary: expected 0 to " +
                          std::to_string(tokenizer.vocabularySize() - 1));
    return tokens;
}

int tokenize(const TokenizeOptions &options)
{
    if (!options.text.text && (options.lines || !options.text.ids))
        throw UsageError(options.lines ? "tokenize: expected --text with --lines"
                                       : "tokenize: expected --text or --ids");
    const std::filesystem::path path = locateModel(options.model);
    const std::filesystem::path folder = std::filesystem::is_directory(path) ? path : path.parent_path();
    auto tokenizer = options.target ? openTargetTokenizer(folder) : nullptr;
    if (!tokenizer)
        tokenizer = openTokenizer(path);
    if (options.lines)
        tokenizeLines(options, *tokenizer);
    else
        printTokens(tokensInside(*tokenizer, readTokens(options.text, tokenizer.get())), tokenizer.get(),
                    options.json);
    return 0;
}

} // namespace

void addTokenizeCommand(CLI::App &program, CommandBody &body)
{
    CLI::App *command =
        program.add_subcommand("tokenize", "Show the tokens of a text; needs only a tokenizer");
    auto options = std::make_shared<TokenizeOptions>();
    command->add_option("MODEL", options->model, "A path, an embedded, gallery or cached model");
    options->text.addTo(*command);
    command->add_flag("--lines", options->lines, "One result for each line of the text");
    command->add_flag("--target", options->target,
                      "As the decoder reads it, where a model has a tokenizer of its own for that (Marian)");
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([&body, options] { body = [options] { return tokenize(*options); }; });
}

} // namespace headscope
