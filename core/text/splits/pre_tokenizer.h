#pragma once

#include "core/text/aligned_text.h"

#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace headscope {

/// The second stage of a tokenizer: cuts the text into pieces that the model never looks across.
class PreTokenizer {
public:
    virtual ~PreTokenizer() = default;
    /// Appends the pieces of `piece` to `pieces`; ends early when `stop` is requested.
    virtual void split(AlignedPiece piece, TextPieces &pieces, const std::stop_token &stop) const = 0;
};

using PreTokenizerPointer = std::unique_ptr<const PreTokenizer>;

/// What becomes of the characters a text is split at.
enum class SplitBehavior { Removed, Isolated, MergedWithPrevious, MergedWithNext, Contiguous };

/// Whether the matches of a pattern are what a text is split at, or what is between them.
enum class SplitAt { Matches, Gaps };

/// When a text gets the mark of a word's beginning put in front.
enum class PrependScheme { Never, First, Always };

struct MetaspaceOptions {
    std::string replacement = "▁";
    PrependScheme prepend = PrependScheme::Always;
    bool split = true;
};

/// GPT-2's way: writes bytes as characters, after splitting with GPT-2's pattern if asked to.
struct ByteLevelOptions {
    bool addPrefixSpace = true;
    bool splitWords = true;
};

[[nodiscard]] PreTokenizerPointer bertPreTokenizer();
[[nodiscard]] PreTokenizerPointer byteLevelPreTokenizer(const ByteLevelOptions &options);
[[nodiscard]] PreTokenizerPointer metaspacePreTokenizer(const MetaspaceOptions &options);
/// Splits at every character of a class.
[[nodiscard]] PreTokenizerPointer classSplitter(std::function<bool(char32_t)> isDelimiter,
                                                SplitBehavior behavior);
/// Splits at every occurrence of a text.
[[nodiscard]] PreTokenizerPointer textSplitter(const std::string &delimiter, SplitBehavior behavior);
/// Splits with a pattern in Oniguruma's syntax. Throws LoadError.
[[nodiscard]] PreTokenizerPointer patternSplitter(const std::string &expression, SplitBehavior behavior,
                                                  SplitAt at = SplitAt::Matches);
/// Splits where the script changes.
[[nodiscard]] PreTokenizerPointer scriptSplitter();
/// Pieces of `length` characters, which is not 0; the last may be shorter.
[[nodiscard]] PreTokenizerPointer fixedLengthSplitter(std::size_t length);
/// Runs of word characters and runs of others; white space is taken away.
[[nodiscard]] PreTokenizerPointer wordSplitter();
/// GPT-2's pattern alone, without writing bytes as characters.
[[nodiscard]] PreTokenizerPointer gpt2Splitter();
/// Every three ASCII digits on their own (Falcon).
[[nodiscard]] PreTokenizerPointer digitTripleSplitter();
[[nodiscard]] PreTokenizerPointer preTokenizerSequence(std::vector<PreTokenizerPointer> stages);

/// The pattern GPT-2 splits words with, as tokenizer files spell it.
extern const char *const kGpt2Pattern;

/// Where the word that begins at `begin` ends by GPT-2's pattern. Looks at each character at most twice.
[[nodiscard]] std::size_t gpt2WordEnd(AlignedPiece text, std::size_t begin);

} // namespace headscope
