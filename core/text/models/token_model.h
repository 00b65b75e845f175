#pragma once

#include "core/text/aligned_text.h"
#include "core/text/tokenizer.h"
#include "core/text/vocabulary.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
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

/// The pairs of pieces that merge, best first. In one block: half a million of them as strings of their own
/// take 32 MB.
class PieceMerges {
public:
    using Pair = std::pair<std::string_view, std::string_view>;

    void add(std::string_view left, std::string_view right);
    [[nodiscard]] std::size_t size() const { return m_places.size(); }
    [[nodiscard]] Pair operator[](std::size_t index) const;

private:
    struct Place {
        std::uint32_t begin, middle, end;
    };

    std::string m_letters;
    std::vector<Place> m_places;
};

/// SentencePiece's byte pair encoding: the neighbours that make the piece with the best score merge first.
struct ScoredPairOptions {
    std::vector<float> scores; ///< of each id
    std::optional<TokenId> unknown;
    bool fuseUnknown = false; ///< one token for a run of unknown characters
};

/// SentencePiece's unigram language model: the pieces whose scores have the greatest sum.
struct UnigramOptions {
    std::vector<double> scores; ///< of each id
    std::optional<TokenId> unknown;
    bool byteFallback = false; ///< unknown characters as `<0xE2>` …
    /// Pieces that are never found in a text, such as control tokens; empty: there are none.
    std::vector<bool> isHidden;
    /// SentencePiece's own sums are of single precision, which decides between equals.
    bool roundsToSingle = false;
};

// The vocabulary must outlive the model. All throw LoadError.
[[nodiscard]] TokenModelPointer wordPieceModel(const Vocabulary &vocabulary, const WordPieceOptions &options);
[[nodiscard]] TokenModelPointer bytePairModel(const Vocabulary &vocabulary, const PieceMerges &merges,
                                              const BytePairOptions &options);
[[nodiscard]] TokenModelPointer scoredPairModel(const Vocabulary &vocabulary,
                                                const ScoredPairOptions &options);
[[nodiscard]] TokenModelPointer unigramModel(const Vocabulary &vocabulary, const UnigramOptions &options);
/// One token a word. Words without one are left out when there is no token `unknown` either.
[[nodiscard]] TokenModelPointer wordLevelModel(const Vocabulary &vocabulary, const std::string &unknown);

/// A model with a vocabulary of its own, whose ids stand for others: `ids[own]`, or `unknown` where there is
/// none.
struct ForeignModel {
    std::unique_ptr<const Vocabulary> vocabulary;
    TokenModelPointer model;
    std::vector<std::optional<TokenId>> ids;
    std::optional<TokenId> unknown;
};
[[nodiscard]] TokenModelPointer foreignModel(ForeignModel parts);

/// The vocabulary's name of a byte: `<0x0A>`.
[[nodiscard]] std::string bytePieceName(std::uint8_t byte);
/// The byte that a piece of this form names.
[[nodiscard]] std::optional<std::uint8_t> byteOfPieceName(std::string_view piece);

} // namespace headscope
