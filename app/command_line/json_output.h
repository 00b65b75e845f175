#pragma once

#include "core/analysis/intervention.h"
#include "core/text/tokenizer.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace headscope {

/// Keeps the order in which keys are written. Numbers that are not finite print as null.
using Json = nlohmann::ordered_json;

/// One line on standard output. Throws Refusal when it cannot be written.
void printLine(const std::string &line);

/// Throws Refusal unless all that was printed has reached standard output.
void checkStandardOutput();
void printJson(const Json &document);

/// `{"id","text","piece","begin","end","sequence",…}` of each token; `tokenizer` may be null.
[[nodiscard]] Json tokensJson(const std::vector<Token> &tokens, const Tokenizer *tokenizer);

/// `{"tokens":[…]}` as one line, token by token: a document of millions of them would not fit into memory.
void printTokensJson(const std::vector<Token> &tokens, const Tokenizer *tokenizer);

/// A piece's bytes as UTF-8; empty without a tokenizer.
[[nodiscard]] std::string tokenText(const Tokenizer *tokenizer, TokenId id);

[[nodiscard]] Json interventionsJson(const Interventions &interventions);

} // namespace headscope
