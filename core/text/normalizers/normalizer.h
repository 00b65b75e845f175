#pragma once

#include "core/text/aligned_text.h"

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace headscope {

/// The first stage of a tokenizer: rewrites the text, keeping what each character stands for.
class Normalizer {
public:
    virtual ~Normalizer() = default;
    /// Ends early, with the text half rewritten, when `stop` is requested.
    virtual void normalize(AlignedText &text, const std::stop_token &stop) const = 0;
};

using NormalizerPointer = std::unique_ptr<const Normalizer>;

/// Which of Unicode's normalisation forms.
enum class UnicodeForm { Nfc, Nfd, Nfkc, Nfkd };

/// BERT's cleaning of a text.
struct BertNormalizerOptions {
    bool cleanText = true;
    bool spaceOutChinese = true;
    std::optional<bool> stripAccents; ///< without a value: as `lowercase`
    bool lowercase = true;
};

/// What SentencePiece does to the spaces of a text before it writes them as `▁`.
struct SentencePieceSpacing {
    bool removesExtra = true; ///< at both ends, and of each run all but one
    bool addsMark = true;     ///< one at the beginning of a text
    bool marksEnd = false;    ///< … at its end instead
};

[[nodiscard]] NormalizerPointer bertNormalizer(const BertNormalizerOptions &options);
[[nodiscard]] NormalizerPointer unicodeNormalizer(UnicodeForm form);
[[nodiscard]] NormalizerPointer lowercaseNormalizer();
[[nodiscard]] NormalizerPointer accentStripper();
/// Google's cleaning for machine translation: control characters go, white space becomes a space.
[[nodiscard]] NormalizerPointer nmtNormalizer();
/// Writes bytes as characters, as GPT-2 does.
[[nodiscard]] NormalizerPointer byteLevelNormalizer();
/// `before` may be null.
[[nodiscard]] NormalizerPointer sentencePieceSpaces(const SentencePieceSpacing &spacing,
                                                    NormalizerPointer before);
/// Takes white space away at the left end, at the right end, or at both.
[[nodiscard]] NormalizerPointer whiteSpaceStripper(bool left, bool right);
[[nodiscard]] NormalizerPointer prependNormalizer(const std::string &prefix);
[[nodiscard]] NormalizerPointer replaceNormalizer(const std::string &pattern, const std::string &replacement);
/// Replaces each match of a pattern in Oniguruma's syntax. Throws LoadError.
[[nodiscard]] NormalizerPointer patternReplacer(const std::string &expression,
                                                const std::string &replacement);
[[nodiscard]] NormalizerPointer normalizerSequence(std::vector<NormalizerPointer> stages);

/// Rewrites `text` in a normalisation form.
void toUnicodeForm(AlignedText &text, UnicodeForm form);
/// Replaces each letter by its lower case, without looking at its neighbours.
void toLowercase(AlignedText &text);

} // namespace headscope
