#include "app/command_line/json_output.h"

#include "app/command_line/command_error.h"

#include <iostream>

namespace headscope {

namespace {

std::string dumped(const Json &document)
{
    return document.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json tokenJson(const Token &token, std::size_t position, const Tokenizer *tokenizer)
{
    const bool fromText = token.sequence >= 0;
    Json entry;
    entry["position"] = position;
    entry["id"] = token.id;
    entry["text"] = tokenText(tokenizer, token.id);
    entry["piece"] = tokenizer == nullptr ? std::string() : tokenizer->piece(token.id);
    entry["begin"] = fromText ? Json(token.begin) : Json(nullptr);
    entry["end"] = fromText ? Json(token.end) : Json(nullptr);
    entry["sequence"] = fromText ? Json(token.sequence) : Json(nullptr);
    return entry;
}

} // namespace

void printLine(const std::string &line)
{
    std::cout << line << '\n';
    checkStandardOutput();
}

void checkStandardOutput()
{
    if (!std::cout.flush())
        throw Refusal("standard output: cannot be written");
}

void printJson(const Json &document)
{
    printLine(dumped(document));
}

std::string tokenText(const Tokenizer *tokenizer, TokenId id)
{
    return tokenizer == nullptr ? std::string() : toValidUtf8(tokenizer->bytes(id));
}

Json tokensJson(const std::vector<Token> &tokens, const Tokenizer *tokenizer)
{
    Json list = Json::array();
    for (std::size_t position = 0; position < tokens.size(); ++position)
        list.push_back(tokenJson(tokens[position], position, tokenizer));
    return list;
}

void printTokensJson(const std::vector<Token> &tokens, const Tokenizer *tokenizer)
{
    std::cout << R"({"tokens":[)";
    for (std::size_t position = 0; position < tokens.size(); ++position)
        std::cout << (position > 0 ? "," : "") << dumped(tokenJson(tokens[position], position, tokenizer));
    printLine("]}");
}

Json interventionsJson(const Interventions &interventions)
{
    Json list = Json::array();
    for (const auto &[id, intervention] : interventions) {
        Json entry;
        entry["head"] = headSpelling(id);
        entry["kind"] = kindName(intervention);
        if (std::holds_alternative<Scale>(intervention)) { // 0.1, not the double next to the float
            const std::string spec = kindSpec(intervention);
            entry["factor"] = Json::parse(spec.substr(spec.find(':') + 1));
        }
        list.push_back(std::move(entry));
    }
    return list;
}

} // namespace headscope
