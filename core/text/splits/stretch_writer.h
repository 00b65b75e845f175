#pragma once

#include "core/text/splits/pre_tokenizer.h"

namespace headscope {

/// A stretch of a text: what it is split at, or what stands between.
struct Stretch {
    std::size_t begin, end;
    bool isDelimiter;
};

/// Hands stretches on as pieces, in the order they are met. A delimiter may be empty.
class StretchWriter {
public:
    StretchWriter(AlignedPiece text, SplitBehavior behavior, TextPieces &pieces)
        : m_text(text)
        , m_behavior(behavior)
        , m_pieces(pieces)
    {
    }

    void write(const Stretch &stretch)
    {
        if (!joinsPrevious(stretch))
            m_pieces.endPiece();
        m_wasDelimiter = stretch.isDelimiter;
        if (stretch.isDelimiter && m_behavior == SplitBehavior::Removed)
            return;
        m_pieces.add(m_text.subspan(stretch.begin, stretch.end - stretch.begin));
    }

    /// What stands between two delimiters, if anything does.
    void writeBetween(std::size_t begin, std::size_t end)
    {
        if (begin < end)
            write({begin, end, false});
    }

    void finish() { m_pieces.endPiece(); }

private:
    [[nodiscard]] bool joinsPrevious(const Stretch &stretch) const
    {
        switch (m_behavior) {
        case SplitBehavior::Removed:
        case SplitBehavior::Isolated:
            return false;
        case SplitBehavior::MergedWithPrevious:
            return stretch.isDelimiter && !m_wasDelimiter;
        case SplitBehavior::MergedWithNext:
            return !stretch.isDelimiter && m_wasDelimiter;
        case SplitBehavior::Contiguous:
            return stretch.isDelimiter == m_wasDelimiter;
        }
        return false;
    }

    AlignedPiece m_text;
    SplitBehavior m_behavior;
    TextPieces &m_pieces;
    bool m_wasDelimiter = false;
};

} // namespace headscope
