#pragma once

#include "core/analysis/token_sequence.h"
#include "core/text/tokenizer.h"

#include <CLI/CLI.hpp>

#include <optional>
#include <string>
#include <vector>

namespace headscope {

/// What the command line says about the text.
struct TextOptions {
    std::optional<std::string> text;
    std::optional<std::string> second;
    std::optional<std::string> ids;
    bool noSpecialTokens = false;

    /// Adds `--text`, `--text-b`, `--ids`, `--no-special-tokens`.
    void addTo(CLI::App &command);
};

enum class FinalLineEnd { Drop, Keep };

/// The text that a `--text` argument stands for: itself, `-` standard input, `@FILE`, `@@x` a literal `@x`.
/// One final line end of a stream or file is dropped unless it is to be kept. Invalid bytes become U+FFFD
/// with a warning on standard error. Throws Refusal when a file cannot be read.
[[nodiscard]] std::string readText(const std::string &argument, FinalLineEnd lineEnd = FinalLineEnd::Drop);

/// `1,2,3` as ids. Throws UsageError naming the option.
[[nodiscard]] std::vector<TokenId> parseIds(const std::string &text, const std::string &option = "--ids");

/// The tokens that these options give. Throws UsageError without a text, Refusal when the model has no
/// tokenizer.
[[nodiscard]] std::vector<Token> readTokens(const TextOptions &options, const Tokenizer *tokenizer);

} // namespace headscope
