#pragma once

#include "core/text/aligned_text.h"
#include "core/text/tokenizer.h"
#include "core/text/vocabulary.h"

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace headscope {

/// The third stage of a tokenizer: turns pieces of text into ids of the vocabulary.
class TokenModel {
public:
    virtual ~TokenModel() = default;

    /// Appends the tokens of `pieces`; ends early, with some of them, when `stop` is requested.
    virtual void tokenize(const TextPieces &pieces, std::vector<Token> &tokens,
                          const std::stop_token &stop) const = 0;

    /// The id that stands for what the vocabulary cannot say.
    [[nodiscard]] virtual std::optional<TokenId> unknownId() const = 0;
};

using TokenModelPointer = std::unique_ptr<const TokenModel>;

struct WordPieceOptions {
    std::string unknown = "[UNK]";
    std::string continuingPrefix = "##";
    std::size_t longestWord = 100; ///< in characters; a longer one is unknown
};

/// Byte pair encoding: how to start, before pairs are merged.
struct BytePairOptions {
    std::optional<std::string> unknown;
    std::string continuingPrefix, wordSuffix;
    bool fuseUnknown = false;  ///< one token for a run of unknown characters
    bool byteFallback = false; ///< unknown characters as `<0xE2>` …
    bool ignoreMerges = false; ///< a word that is in the vocabulary is one token, whatever the merges say
};

using PieceMerges = std::vector<std::pair<std::string, std::string>>;

/// SentencePiece's byte pair encoding: the neighbours that make the piece with the best score merge first.
struct ScoredPairOptions {
    std::vector<float> scores; ///< of each id
    std::optional<TokenId> unknown;
};

// The vocabulary must outlive the model. All throw LoadError.
[[nodiscard]] TokenModelPointer wordPieceModel(const Vocabulary &vocabulary, const WordPieceOptions &options);
[[nodiscard]] TokenModelPointer bytePairModel(const Vocabulary &vocabulary, const PieceMerges &merges,
                                              const BytePairOptions &options);
[[nodiscard]] TokenModelPointer scoredPairModel(const Vocabulary &vocabulary,
                                                const ScoredPairOptions &options);

/// The vocabulary's name of a byte: `<0x0A>`.
[[nodiscard]] std::string bytePieceName(std::uint8_t byte);
/// The byte that a piece of this form names.
[[nodiscard]] std::optional<std::uint8_t> byteOfPieceName(std::string_view piece);

} // namespace headscope
