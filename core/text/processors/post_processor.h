#pragma once

#include "core/text/aligned_text.h"
#include "core/text/tokenizer.h"
#include "core/text/vocabulary.h"

#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace headscope {

/// The tokens of each text of a pair, before they are joined.
using TokenSequences = std::vector<std::vector<Token>>;

/// What a post-processor may ask about the texts.
struct PostProcessing {
    bool addSpecialTokens = true;
    std::vector<AlignedText> texts;       ///< the originals
    const std::set<TokenId> &addedTokens; ///< their tokens may span white space
};

/// The last stage of a tokenizer: puts special tokens around the texts.
class PostProcessor {
public:
    virtual ~PostProcessor() = default;
    [[nodiscard]] virtual TokenSequences process(TokenSequences sequences,
                                                 const PostProcessing &asked) const = 0;
};

using PostProcessorPointer = std::unique_ptr<const PostProcessor>;

/// A part of a template: a text of the pair, or special tokens.
struct TemplatePart {
    std::optional<std::size_t> sequence;
    std::vector<TokenId> specialTokens; ///< when it is no text
    int type = 0;
};

using SequenceTemplate = std::vector<TemplatePart>;

/// The special tokens at a text's two ends.
struct EndTokens {
    TokenId begin = 0, end = 0;
};

struct RobertaOptions {
    EndTokens ends;
    bool trimOffsets = true;
    bool addPrefixSpace = true;
};

[[nodiscard]] PostProcessorPointer templateProcessor(SequenceTemplate single, SequenceTemplate pair);
[[nodiscard]] PostProcessorPointer bertProcessor(const EndTokens &ends);
[[nodiscard]] PostProcessorPointer robertaProcessor(const Vocabulary &vocabulary,
                                                    const RobertaOptions &options);
/// Takes the white space at the ends of a token out of its offsets.
[[nodiscard]] PostProcessorPointer offsetTrimmer(const Vocabulary &vocabulary, bool addPrefixSpace);
[[nodiscard]] PostProcessorPointer postProcessorSequence(std::vector<PostProcessorPointer> stages);

} // namespace headscope
