#pragma once

#include "core/text/processors/post_processor.h"
#include "core/text/readers/sentence_piece_model.h"
#include "core/text/readers/tokenizer_settings.h"

namespace headscope {

/// How a family of models uses a SentencePiece file: which ids its pieces have, and what is put around a
/// text.
struct SentencePieceLayout {
    std::unique_ptr<Vocabulary> vocabulary = std::make_unique<Vocabulary>();
    std::vector<std::optional<TokenId>> ids; ///< of each piece of the file
    std::optional<TokenId> unknown;
    std::vector<AddedToken> addedTokens;
    SequenceTemplate single{{0, {}, 0}}, pair{{0, {}, 0}, {1, {}, 1}};
    bool lowercases = false; ///< before anything else, accents and all
    std::string mask = "<mask>";
};

/// Throws LoadError for a family that uses its file in a way which is not known.
[[nodiscard]] SentencePieceLayout sentencePieceLayout(const SentencePieceModel &model,
                                                      const TokenizerSettings &settings,
                                                      const std::filesystem::path &file);

} // namespace headscope
