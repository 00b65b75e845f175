#pragma once

#include "app/command_line/opened_model.h"

#include <optional>
#include <string>
#include <vector>

namespace headscope {

/// What the command line says about the text of an encoder-decoder's decoder.
struct DecoderOptions {
    std::optional<std::string> text;
    std::optional<std::string> ids;
    std::optional<int> greedy; ///< at most so many tokens

    /// Adds `--decoder-text`, `--decoder-ids`, `--decoder-greedy`.
    void addTo(CLI::App &command);
    [[nodiscard]] bool isGiven() const { return text || ids || greedy; }
};

/// Throws UsageError for two of these at once.
void checkUsage(const DecoderOptions &options);

/// What the decoder reads: the given text after its start token, the given ids as they are, what the
/// undisturbed model writes for `tokens`, or the start token alone; `tokens` moved one place right where the
/// model does not write. Empty for models without a decoder.
/// Throws UsageError for two of these at once, Refusal for what this model cannot do.
[[nodiscard]] std::vector<Token> decoderTokensFor(ReadyModel &model, const DecoderOptions &options,
                                                  const TokenSequence &tokens);

} // namespace headscope
