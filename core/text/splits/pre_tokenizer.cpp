#include "core/text/splits/pre_tokenizer.h"

#include "core/text/characters/byte_level.h"

namespace headscope {

namespace {

class Gpt2Splitter : public PreTokenizer {
public:
    void split(AlignedPiece piece, TextPieces &pieces, const std::stop_token &stop) const override
    {
        for (std::size_t begin = 0; begin < piece.size() && !stop.stop_requested();) {
            const std::size_t end = gpt2WordEnd(piece, begin);
            pieces.addPiece(piece.subspan(begin, end - begin));
            begin = end;
        }
    }
};

class ByteLevelPreTokenizer : public PreTokenizer {
public:
    explicit ByteLevelPreTokenizer(const ByteLevelOptions &options)
        : m_options(options)
    {
    }

    void split(AlignedPiece piece, TextPieces &pieces, const std::stop_token &stop) const override
    {
        if (piece.empty() || !m_options.addPrefixSpace || piece.front().code == U' ')
            return splitWords(piece, pieces, stop);
        AlignedText prefixed(piece.begin(), piece.end());
        prepend(prefixed, U" ");
        splitWords(prefixed, pieces, stop);
    }

private:
    void splitWords(AlignedPiece piece, TextPieces &pieces, const std::stop_token &stop) const
    {
        for (std::size_t begin = 0; begin < piece.size() && !stop.stop_requested();) {
            const std::size_t end = m_options.splitWords ? gpt2WordEnd(piece, begin) : piece.size();
            addBytes(piece.subspan(begin, end - begin), pieces);
            begin = end;
        }
    }

    static void addBytes(AlignedPiece word, TextPieces &pieces)
    {
        for (const AlignedCharacter &character : word) {
            for (const char byte : toUtf8(character.code)) {
                const char32_t code = characterOfByte(static_cast<std::uint8_t>(byte));
                pieces.add({code, character.begin, character.end});
            }
        }
        pieces.endPiece();
    }

    ByteLevelOptions m_options;
};

class MetaspacePreTokenizer : public PreTokenizer {
public:
    explicit MetaspacePreTokenizer(const MetaspaceOptions &options)
        : m_replacement(toUtf32(options.replacement).at(0))
        , m_options(options)
        , m_splitter(textSplitter(options.replacement, SplitBehavior::MergedWithNext))
    {
    }

    void split(AlignedPiece piece, TextPieces &pieces, const std::stop_token &stop) const override
    {
        AlignedText marked(piece.begin(), piece.end());
        for (AlignedCharacter &character : marked) {
            if (character.code == U' ')
                character.code = m_replacement;
        }
        if (needsMark(marked))
            prepend(marked, std::u32string_view(&m_replacement, 1));
        if (m_options.split)
            m_splitter->split(marked, pieces, stop);
        else
            pieces.addPiece(marked);
    }

private:
    [[nodiscard]] bool needsMark(AlignedPiece piece) const
    {
        if (piece.empty() || piece.front().code == m_replacement || m_options.prepend == PrependScheme::Never)
            return false;
        return m_options.prepend == PrependScheme::Always || piece.front().begin == 0;
    }

    char32_t m_replacement;
    MetaspaceOptions m_options;
    PreTokenizerPointer m_splitter;
};

class PreTokenizerSequence : public PreTokenizer {
public:
    explicit PreTokenizerSequence(std::vector<PreTokenizerPointer> stages)
        : m_stages(std::move(stages))
    {
    }

    void split(AlignedPiece piece, TextPieces &pieces, const std::stop_token &stop) const override
    {
        TextPieces before;
        before.addPiece(piece);
        for (const PreTokenizerPointer &stage : m_stages) {
            TextPieces after;
            for (std::size_t index = 0; index < before.count() && !stop.stop_requested(); ++index)
                stage->split(before.piece(index), after, stop);
            before = std::move(after);
        }
        for (std::size_t index = 0; index < before.count(); ++index)
            pieces.addPiece(before.piece(index));
    }

private:
    std::vector<PreTokenizerPointer> m_stages;
};

} // namespace

PreTokenizerPointer bertPreTokenizer()
{
    std::vector<PreTokenizerPointer> stages;
    stages.push_back(classSplitter(isWhiteSpace, SplitBehavior::Removed));
    stages.push_back(classSplitter(isBertPunctuation, SplitBehavior::Isolated));
    return preTokenizerSequence(std::move(stages));
}

PreTokenizerPointer byteLevelPreTokenizer(const ByteLevelOptions &options)
{
    return std::make_unique<ByteLevelPreTokenizer>(options);
}

PreTokenizerPointer metaspacePreTokenizer(const MetaspaceOptions &options)
{
    return std::make_unique<MetaspacePreTokenizer>(options);
}

PreTokenizerPointer gpt2Splitter()
{
    return std::make_unique<Gpt2Splitter>();
}

PreTokenizerPointer preTokenizerSequence(std::vector<PreTokenizerPointer> stages)
{
    return std::make_unique<PreTokenizerSequence>(std::move(stages));
}

} // namespace headscope
