#pragma once

#include "core/text/aligned_text.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace headscope {

/// The first stage of a tokenizer: rewrites the text, keeping what each character stands for.
class Normalizer {
public:
    virtual ~Normalizer() = default;
    virtual void normalize(AlignedText &text) const = 0;
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

[[nodiscard]] NormalizerPointer bertNormalizer(const BertNormalizerOptions &options);
[[nodiscard]] NormalizerPointer unicodeNormalizer(UnicodeForm form);
[[nodiscard]] NormalizerPointer lowercaseNormalizer();
[[nodiscard]] NormalizerPointer accentStripper();
/// Takes white space away at the left end, at the right end, or at both.
[[nodiscard]] NormalizerPointer whiteSpaceStripper(bool left, bool right);
[[nodiscard]] NormalizerPointer prependNormalizer(const std::string &prefix);
[[nodiscard]] NormalizerPointer replaceNormalizer(const std::string &pattern, const std::string &replacement);
[[nodiscard]] NormalizerPointer normalizerSequence(std::vector<NormalizerPointer> stages);

/// Rewrites `text` in a normalisation form.
void toUnicodeForm(AlignedText &text, UnicodeForm form);
/// Replaces each letter by its lower case, without looking at its neighbours.
void toLowercase(AlignedText &text);

} // namespace headscope
