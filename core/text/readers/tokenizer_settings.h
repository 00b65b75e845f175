#pragma once

#include "core/text/added_tokens.h"
#include "core/text/vocabulary.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace headscope {

/// What stands beside a vocabulary in a tokenizer's folder.
struct TokenizerSettings {
    std::filesystem::path folder;
    nlohmann::json configuration; ///< `tokenizer_config.json`, or null
    nlohmann::json specialTokens; ///< `special_tokens_map.json`, or null
    nlohmann::json addedTokens;   ///< `added_tokens.json`, or null
    /// The kind of tokenizer, in small letters without hyphens: of `RobertaTokenizerFast` or of a model of
    /// the type `xlm-roberta`: `roberta`, `xlmroberta`. Empty when no file says it.
    std::string family;
    /// Whether the reference's tokenizer tells a model which text each token is of; for some it gives none.
    bool givesTypes = true;

    [[nodiscard]] bool flag(const char *key, bool otherwise) const;
    /// A special token as the configuration names it, under a key such as `mask_token`.
    [[nodiscard]] std::optional<std::string> token(const char *key) const;
};

/// Reads the files that are there. Throws LoadError for one that is broken.
[[nodiscard]] TokenizerSettings readTokenizerSettings(const std::filesystem::path &folder);

/// Adds the tokens that the settings add to a vocabulary, with their ids, or tell something of that `tokens`
/// does not say yet. Throws LoadError for ids that belong to other pieces.
void addConfiguredTokens(const TokenizerSettings &settings, Vocabulary &vocabulary,
                         std::vector<AddedToken> &tokens);

} // namespace headscope
