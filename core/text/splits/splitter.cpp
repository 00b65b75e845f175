#include "core/text/splits/pre_tokenizer.h"

#include <algorithm>

namespace headscope {

namespace {

/// A stretch of a text: what it is split at, or what stands between.
struct Stretch {
    std::size_t begin, end;
    bool isDelimiter;
};

/// Hands stretches on as pieces, in the order they are met.
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
        if (stretch.begin == stretch.end)
            return;
        if (!joinsPrevious(stretch))
            m_pieces.endPiece();
        m_wasDelimiter = stretch.isDelimiter;
        if (stretch.isDelimiter && m_behavior == SplitBehavior::Removed)
            return;
        m_pieces.add(m_text.subspan(stretch.begin, stretch.end - stretch.begin));
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

class ClassSplitter : public PreTokenizer {
public:
    ClassSplitter(std::function<bool(char32_t)> isDelimiter, SplitBehavior behavior)
        : m_isDelimiter(std::move(isDelimiter))
        , m_behavior(behavior)
    {
    }

    void split(AlignedPiece piece, TextPieces &pieces) const override
    {
        StretchWriter writer(piece, m_behavior, pieces);
        std::size_t begin = 0;
        for (std::size_t index = 0; index < piece.size(); ++index) {
            if (!m_isDelimiter(piece[index].code))
                continue;
            writer.write({begin, index, false});
            writer.write({index, index + 1, true});
            begin = index + 1;
        }
        writer.write({begin, piece.size(), false});
        writer.finish();
    }

private:
    std::function<bool(char32_t)> m_isDelimiter;
    SplitBehavior m_behavior;
};

class TextSplitter : public PreTokenizer {
public:
    TextSplitter(const std::string &delimiter, SplitBehavior behavior)
        : m_delimiter(toUtf32(delimiter))
        , m_behavior(behavior)
    {
    }

    void split(AlignedPiece piece, TextPieces &pieces) const override
    {
        const auto sameCode = [](const AlignedCharacter &character, char32_t code) {
            return character.code == code;
        };
        StretchWriter writer(piece, m_behavior, pieces);
        std::size_t begin = 0;
        while (!m_delimiter.empty()) {
            const auto match = std::search(piece.begin() + static_cast<std::ptrdiff_t>(begin), piece.end(),
                                           m_delimiter.begin(), m_delimiter.end(), sameCode);
            if (match == piece.end())
                break;
            const auto found = static_cast<std::size_t>(match - piece.begin());
            writer.write({begin, found, false});
            begin = found + m_delimiter.size();
            writer.write({found, begin, true});
        }
        writer.write({begin, piece.size(), false});
        writer.finish();
    }

private:
    std::u32string m_delimiter;
    SplitBehavior m_behavior;
};

class WordSplitter : public PreTokenizer {
public:
    void split(AlignedPiece piece, TextPieces &pieces) const override
    {
        bool wasWord = false;
        for (const AlignedCharacter &character : piece) {
            const bool isWord = isWordCharacter(character.code);
            if (isWord != wasWord || isWhiteSpace(character.code))
                pieces.endPiece();
            wasWord = isWord;
            if (!isWhiteSpace(character.code))
                pieces.add(character);
        }
        pieces.endPiece();
    }
};

class DigitTripleSplitter : public PreTokenizer {
public:
    void split(AlignedPiece piece, TextPieces &pieces) const override
    {
        const auto isDigit = [&](std::size_t index) {
            return piece[index].code >= U'0' && piece[index].code <= U'9';
        };
        StretchWriter writer(piece, SplitBehavior::Isolated, pieces);
        std::size_t begin = 0, digits = 0; // digits: in a row, the last triple aside
        for (std::size_t index = 0; index < piece.size(); ++index) {
            digits = isDigit(index) ? digits + 1 : 0;
            if (digits < 3)
                continue;
            writer.write({begin, index - 2, false});
            writer.write({index - 2, index + 1, true});
            begin = index + 1;
            digits = 0;
        }
        writer.write({begin, piece.size(), false});
        writer.finish();
    }
};

} // namespace

PreTokenizerPointer classSplitter(std::function<bool(char32_t)> isDelimiter, SplitBehavior behavior)
{
    return std::make_unique<ClassSplitter>(std::move(isDelimiter), behavior);
}

PreTokenizerPointer textSplitter(const std::string &delimiter, SplitBehavior behavior)
{
    return std::make_unique<TextSplitter>(delimiter, behavior);
}

PreTokenizerPointer wordSplitter()
{
    return std::make_unique<WordSplitter>();
}

PreTokenizerPointer digitTripleSplitter()
{
    return std::make_unique<DigitTripleSplitter>();
}

} // namespace headscope
