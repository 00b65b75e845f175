#include "core/text/processors/post_processor.h"

#include "core/text/characters/unicode.h"

#include <algorithm>

namespace headscope {

namespace {

Token specialToken(TokenId id, int type)
{
    return {id, -1, type, 0, 0};
}

class TemplateProcessor : public PostProcessor {
public:
    TemplateProcessor(SequenceTemplate single, SequenceTemplate pair)
        : m_single(std::move(single))
        , m_pair(std::move(pair))
    {
    }

    [[nodiscard]] TokenSequences process(TokenSequences sequences, const PostProcessing &asked) const override
    {
        std::vector<Token> joined;
        for (const TemplatePart &part : sequences.size() > 1 ? m_pair : m_single) {
            if (part.sequence && *part.sequence < sequences.size()) {
                for (Token token : sequences[*part.sequence]) {
                    token.type = part.type;
                    joined.push_back(token);
                }
            }
            for (std::size_t index = 0; asked.addSpecialTokens && index < part.specialTokens.size(); ++index)
                joined.push_back(specialToken(part.specialTokens[index], part.type));
        }
        return {std::move(joined)};
    }

private:
    SequenceTemplate m_single, m_pair;
};

class BertProcessor : public PostProcessor {
public:
    explicit BertProcessor(const EndTokens &ends)
        : m_ends(ends)
    {
    }

    [[nodiscard]] TokenSequences process(TokenSequences sequences, const PostProcessing &asked) const override
    {
        for (std::size_t index = 0; asked.addSpecialTokens && index < sequences.size(); ++index) {
            const int type = index == 0 ? 0 : 1;
            std::vector<Token> &tokens = sequences[index];
            if (index == 0)
                tokens.insert(tokens.begin(), specialToken(m_ends.begin, type));
            tokens.push_back(specialToken(m_ends.end, type));
        }
        return sequences;
    }

private:
    EndTokens m_ends;
};

class OffsetTrimmer : public PostProcessor {
public:
    OffsetTrimmer(const Vocabulary &vocabulary, bool addPrefixSpace)
        : m_vocabulary(vocabulary)
        , m_addPrefixSpace(addPrefixSpace)
    {
    }

    [[nodiscard]] TokenSequences process(TokenSequences sequences, const PostProcessing &asked) const override
    {
        for (std::vector<Token> &tokens : sequences) {
            for (Token &token : tokens)
                trim(token, pieceOf(token, asked), &token == &tokens.front());
        }
        return sequences;
    }

private:
    static bool isSpace(char32_t code)
    {
        constexpr char32_t kByteLevelSpace = U'Ġ';
        return code == kByteLevelSpace || isWhiteSpace(code);
    }

    /// An added token's piece is the text it was found as, with the white space it took.
    [[nodiscard]] std::u32string pieceOf(const Token &token, const PostProcessing &asked) const
    {
        if (token.sequence < 0 || !asked.addedTokens.contains(token.id))
            return toUtf32(m_vocabulary.piece(token.id));
        const AlignedText &text = asked.texts[static_cast<std::size_t>(token.sequence)];
        std::u32string piece;
        for (std::ptrdiff_t index = token.begin; index < token.end; ++index)
            piece.push_back(text[static_cast<std::size_t>(index)].code);
        return piece;
    }

    void trim(Token &token, const std::u32string &piece, bool isFirst) const
    {
        const auto isInk = [](char32_t code) { return !isSpace(code); };
        auto leading = std::ranges::find_if(piece, isInk) - piece.begin();
        const auto trailing = std::find_if(piece.rbegin(), piece.rend(), isInk) - piece.rbegin();
        // The space that was put in front of the text has no place in it.
        if (leading > 0 && m_addPrefixSpace && (isFirst || token.begin == 0))
            leading -= 1;
        if (leading > 0)
            token.begin = std::min(token.begin + leading, token.end);
        if (trailing > 0 && token.end >= trailing)
            token.end = std::max(token.end - trailing, token.begin);
    }

    const Vocabulary &m_vocabulary;
    bool m_addPrefixSpace;
};

class RobertaProcessor : public PostProcessor {
public:
    RobertaProcessor(const Vocabulary &vocabulary, const RobertaOptions &options)
        : m_ends(options.ends)
        , m_trimmer(options.trimOffsets ? offsetTrimmer(vocabulary, options.addPrefixSpace) : nullptr)
    {
    }

    [[nodiscard]] TokenSequences process(TokenSequences sequences, const PostProcessing &asked) const override
    {
        if (m_trimmer)
            sequences = m_trimmer->process(std::move(sequences), asked);
        for (std::size_t index = 0; index < sequences.size(); ++index) {
            std::vector<Token> &tokens = sequences[index];
            for (Token &token : tokens)
                token.type = 0;
            if (!asked.addSpecialTokens)
                continue;
            tokens.insert(tokens.begin(), specialToken(index == 0 ? m_ends.begin : m_ends.end, 0));
            tokens.push_back(specialToken(m_ends.end, 0));
        }
        return sequences;
    }

private:
    EndTokens m_ends;
    PostProcessorPointer m_trimmer;
};

class PostProcessorSequence : public PostProcessor {
public:
    explicit PostProcessorSequence(std::vector<PostProcessorPointer> stages)
        : m_stages(std::move(stages))
    {
    }

    [[nodiscard]] TokenSequences process(TokenSequences sequences, const PostProcessing &asked) const override
    {
        for (const PostProcessorPointer &stage : m_stages)
            sequences = stage->process(std::move(sequences), asked);
        return sequences;
    }

private:
    std::vector<PostProcessorPointer> m_stages;
};

} // namespace

PostProcessorPointer templateProcessor(SequenceTemplate single, SequenceTemplate pair)
{
    return std::make_unique<TemplateProcessor>(std::move(single), std::move(pair));
}

PostProcessorPointer bertProcessor(const EndTokens &ends)
{
    return std::make_unique<BertProcessor>(ends);
}

PostProcessorPointer robertaProcessor(const Vocabulary &vocabulary, const RobertaOptions &options)
{
    return std::make_unique<RobertaProcessor>(vocabulary, options);
}

PostProcessorPointer offsetTrimmer(const Vocabulary &vocabulary, bool addPrefixSpace)
{
    return std::make_unique<OffsetTrimmer>(vocabulary, addPrefixSpace);
}

PostProcessorPointer postProcessorSequence(std::vector<PostProcessorPointer> stages)
{
    return std::make_unique<PostProcessorSequence>(std::move(stages));
}

} // namespace headscope
