#pragma once

#include "core/text/aligned_text.h"
#include "core/text/vocabulary.h"

namespace headscope {

/// Cuts a text before each `▁` that begins a word, when no piece of the vocabulary reaches across such a
/// place: then merging word by word gives the same tokens, in memory that stays near.
class WordCutter {
public:
    explicit WordCutter(const Vocabulary &vocabulary);

    /// The end of the word that begins at `begin`; the text's end when it cannot be cut.
    [[nodiscard]] std::size_t wordEnd(AlignedPiece text, std::size_t begin) const;

private:
    bool m_cuts = false;
};

} // namespace headscope
