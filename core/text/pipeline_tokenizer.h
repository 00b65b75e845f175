#pragma once

#include "core/text/added_tokens.h"
#include "core/text/models/token_model.h"
#include "core/text/normalizers/normalizer.h"
#include "core/text/processors/post_processor.h"
#include "core/text/splits/pre_tokenizer.h"

namespace headscope {

/// How a vocabulary writes text.
enum class PieceStyle {
    Plain,         ///< as it is
    ByteLevel,     ///< each byte as a character
    WordPiece,     ///< words, and `##` for what continues one
    SentencePiece, ///< `▁` for a space, `<0x0A>` for a byte
};

/// The stages of a tokenizer. A stage that is absent does nothing.
struct TokenizerStages {
    std::unique_ptr<const Vocabulary> vocabulary = std::make_unique<const Vocabulary>();
    std::vector<AddedToken> addedTokens;
    NormalizerPointer normalizer;
    PreTokenizerPointer preTokenizer;
    TokenModelPointer model;
    PostProcessorPointer postProcessor;
    PieceStyle style = PieceStyle::Plain;
    std::string continuingPrefix = "##";  ///< of WordPiece
    std::string wordSuffix;               ///< `</w>` at a word's end, for the space behind it; empty: none
    bool givesTypes = true;               ///< false: the type of every token is 0
    bool marksBeginning = false;          ///< a text gets `▁` put in front, which decoding takes away
    std::optional<std::string> maskPiece; ///< what the configuration says; else the usual names are tried
};

/// Takes over the stages and makes the tokenizer of them.
[[nodiscard]] std::shared_ptr<const Tokenizer> pipelineTokenizer(TokenizerStages stages);

} // namespace headscope
