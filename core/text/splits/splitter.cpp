#include "core/text/splits/pre_tokenizer.h"
#include "core/text/splits/stretch_writer.h"

#include <algorithm>

namespace headscope {

namespace {

class ClassSplitter : public PreTokenizer {
public:
    ClassSplitter(std::function<bool(char32_t)> isDelimiter, SplitBehavior behavior)
        : m_isDelimiter(std::move(isDelimiter))
        , m_behavior(behavior)
    {
    }

    void split(AlignedPiece piece, TextPieces &pieces, const std::stop_token & /*stop*/) const override
    {
        StretchWriter writer(piece, m_behavior, pieces);
        std::size_t begin = 0;
        for (std::size_t index = 0; index < piece.size(); ++index) {
            if (!m_isDelimiter(piece[index].code))
                continue;
            writer.writeBetween(begin, index);
            writer.write({index, index + 1, true});
            begin = index + 1;
        }
        writer.writeBetween(begin, piece.size());
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

    void split(AlignedPiece piece, TextPieces &pieces, const std::stop_token & /*stop*/) const override
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
            writer.writeBetween(begin, found);
            begin = found + m_delimiter.size();
            writer.write({found, begin, true});
        }
        writer.writeBetween(begin, piece.size());
        writer.finish();
    }

private:
    std::u32string m_delimiter;
    SplitBehavior m_behavior;
};

class WordSplitter : public PreTokenizer {
public:
    void split(AlignedPiece piece, TextPieces &pieces, const std::stop_token & /*stop*/) const override
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

class FixedLengthSplitter : public PreTokenizer {
public:
    explicit FixedLengthSplitter(std::size_t length)
        : m_length(length)
    {
    }

    void split(AlignedPiece piece, TextPieces &pieces, const std::stop_token & /*stop*/) const override
    {
        for (std::size_t begin = 0; begin < piece.size(); begin += m_length)
            pieces.addPiece(piece.subspan(begin, std::min(m_length, piece.size() - begin)));
    }

private:
    std::size_t m_length;
};

class DigitTripleSplitter : public PreTokenizer {
public:
    void split(AlignedPiece piece, TextPieces &pieces, const std::stop_token & /*stop*/) const override
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
            writer.writeBetween(begin, index - 2);
            writer.write({index - 2, index + 1, true});
            begin = index + 1;
            digits = 0;
        }
        writer.writeBetween(begin, piece.size());
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

PreTokenizerPointer fixedLengthSplitter(std::size_t length)
{
    return std::make_unique<FixedLengthSplitter>(length);
}

PreTokenizerPointer digitTripleSplitter()
{
    return std::make_unique<DigitTripleSplitter>();
}

} // namespace headscope
