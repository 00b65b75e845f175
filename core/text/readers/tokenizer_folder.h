#pragma once

#include "core/text/readers/tokenizer_settings.h"
#include "core/text/tokenizer.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace headscope {

// The ways in which a folder describes a tokenizer. All throw LoadError.

/// `text` is a `tokenizer.json`, and `name` what messages call it.
[[nodiscard]] std::shared_ptr<const Tokenizer>
tokenizerFromJson(std::string_view text, const TokenizerSettings &settings, const std::string &name);
/// A special token as `tokenizer_config.json` names it, under a key such as `mask_token`.
[[nodiscard]] std::optional<std::string> configuredToken(const nlohmann::json &configuration,
                                                         const char *key);

/// BERT's `vocab.txt`.
[[nodiscard]] std::shared_ptr<const Tokenizer> tokenizerFromWordList(const std::filesystem::path &vocabulary,
                                                                     const TokenizerSettings &settings);
/// `vocab.json` and `merges.txt`, as GPT-2 and RoBERTa have them.
[[nodiscard]] std::shared_ptr<const Tokenizer> tokenizerFromMerges(const TokenizerSettings &settings);
/// `spiece.model`, `tokenizer.model` and the like. Read here and not by SentencePiece's library, which tells
/// places in the normalised text only and trusts its files.
[[nodiscard]] std::shared_ptr<const Tokenizer> tokenizerFromSentencePiece(const std::filesystem::path &file,
                                                                          const TokenizerSettings &settings);

} // namespace headscope
