#include "core/text/pipeline_tokenizer.h"

#include "core/text/characters/byte_level.h"

#include <algorithm>
#include <array>
#include <set>

namespace headscope {

namespace {

constexpr std::string_view kWordMark = "▁";

std::string withSpacesFor(std::string_view text, std::string_view from, std::string_view to)
{
    std::string result(text);
    for (std::size_t place = 0; (place = result.find(from, place)) != std::string::npos; place += to.size())
        result.replace(place, from.size(), to);
    return result;
}

/// Punctuation and English endings, which BERT's decoder writes without a space before them.
bool hugsLeft(std::string_view word)
{
    static constexpr std::array<std::string_view, 9> kEndings{".",  "?",  "!",   ",",  "n't",
                                                              "'m", "'s", "'ve", "'re"};
    return std::ranges::any_of(kEndings, [&](std::string_view ending) { return word.starts_with(ending); });
}

class PipelineTokenizer : public Tokenizer {
public:
    explicit PipelineTokenizer(TokenizerStages stages)
        : m_stages(std::move(stages))
    {
        for (const AddedToken &token : m_stages.addedTokens) {
            m_added.insert(token.id);
            if (token.isSpecial)
                m_special.insert(token.id);
            if (!token.isNormalized) {
                m_finder.add(token, toUtf32(token.content));
                continue;
            }
            AlignedText content = alignedText(token.content);
            if (m_stages.normalizer)
                m_stages.normalizer->normalize(content, {});
            m_normalizedFinder.add(token, toUtf32(toUtf8(content)));
        }
    }

    [[nodiscard]] std::vector<Token> encode(std::string_view text, const EncodeOptions &options,
                                            const std::stop_token &stop) const override
    {
        TokenSequences sequences;
        PostProcessing asked{options.addSpecialTokens, {alignedText(text)}, m_added};
        if (options.second)
            asked.texts.push_back(alignedText(*options.second));
        for (std::size_t sequence = 0; sequence < asked.texts.size(); ++sequence)
            sequences.push_back(encodeSequence(asked.texts[sequence], static_cast<int>(sequence), stop));
        if (stop.stop_requested())
            return {};
        if (m_stages.postProcessor)
            sequences = m_stages.postProcessor->process(std::move(sequences), asked);
        std::vector<Token> joined = std::move(sequences.front());
        for (std::size_t index = 1; index < sequences.size(); ++index)
            joined.insert(joined.end(), sequences[index].begin(), sequences[index].end());
        if (!m_stages.givesTypes)
            for (Token &token : joined)
                token.type = 0;
        return joined;
    }

    [[nodiscard]] int vocabularySize() const override { return m_stages.vocabulary->size(); }

    [[nodiscard]] std::string piece(TokenId id) const override
    {
        return std::string(m_stages.vocabulary->piece(id));
    }

    [[nodiscard]] std::string bytes(TokenId id) const override
    {
        std::string_view piece = m_stages.vocabulary->piece(id);
        if (isSpecial(id))
            return std::string(piece);
        if (const std::string &suffix = m_stages.wordSuffix; !suffix.empty() && piece.ends_with(suffix)) {
            piece.remove_suffix(suffix.size());
            const bool isBytes = m_stages.style == PieceStyle::ByteLevel;
            return (isBytes ? bytesOfByteLevelPiece(piece) : std::string(piece)) + " ";
        }
        switch (m_stages.style) {
        case PieceStyle::Plain:
            break;
        case PieceStyle::ByteLevel:
            return bytesOfByteLevelPiece(piece);
        case PieceStyle::WordPiece:
            return std::string(piece.substr(continuesWord(id) ? m_stages.continuingPrefix.size() : 0));
        case PieceStyle::SentencePiece:
            if (const auto byte = byteOfPieceName(piece))
                return {static_cast<char>(*byte)};
            return withSpacesFor(piece, kWordMark, " ");
        }
        return std::string(piece);
    }

    [[nodiscard]] bool continuesWord(TokenId id) const override
    {
        const std::string_view piece = m_stages.vocabulary->piece(id);
        const std::string &prefix = m_stages.continuingPrefix;
        return m_stages.style == PieceStyle::WordPiece && !prefix.empty() && piece.starts_with(prefix) &&
               piece.size() > prefix.size();
    }

    [[nodiscard]] bool isSpecial(TokenId id) const override { return m_special.contains(id); }

    [[nodiscard]] std::optional<TokenId> find(std::string_view text) const override
    {
        if (text.empty())
            return std::nullopt;
        if (const auto id = m_stages.vocabulary->find(text))
            return id;
        switch (m_stages.style) {
        case PieceStyle::Plain:
            break;
        case PieceStyle::ByteLevel:
            return m_stages.vocabulary->find(byteLevelPieceOfBytes(text));
        case PieceStyle::WordPiece:
            return m_stages.vocabulary->find(m_stages.continuingPrefix + std::string(text));
        case PieceStyle::SentencePiece:
            if (const auto id = m_stages.vocabulary->find(withSpacesFor(text, " ", kWordMark)))
                return id;
            if (text.size() == 1)
                return m_stages.vocabulary->find(bytePieceName(static_cast<std::uint8_t>(text.front())));
            break;
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<TokenId> maskId() const override
    {
        if (m_stages.maskPiece)
            return m_stages.vocabulary->find(*m_stages.maskPiece);
        return firstSpecial({"[MASK]", "<mask>"});
    }

    [[nodiscard]] std::optional<TokenId> unknownId() const override
    {
        const std::optional<TokenId> id = m_stages.model->unknownId();
        return id ? id : firstSpecial({"[UNK]", "<unk>"});
    }

    [[nodiscard]] std::string decode(std::span<const TokenId> ids) const override
    {
        std::string text;
        for (const TokenId id : ids) {
            if (isSpecial(id))
                continue;
            const std::string next = bytes(id);
            if (m_stages.style == PieceStyle::WordPiece && !text.empty() && !continuesWord(id) &&
                !hugsLeft(next))
                text.push_back(' ');
            text += next;
        }
        if (m_stages.marksBeginning && text.starts_with(' '))
            text.erase(0, 1);
        return toValidUtf8(text);
    }

private:
    [[nodiscard]] std::optional<TokenId> firstSpecial(std::initializer_list<std::string_view> pieces) const
    {
        for (const std::string_view piece : pieces) {
            const auto id = m_stages.vocabulary->find(piece);
            if (id && isSpecial(*id))
                return id;
        }
        return std::nullopt;
    }

    [[nodiscard]] std::vector<Token> encodeSequence(const AlignedText &original, int sequence,
                                                    const std::stop_token &stop) const
    {
        std::vector<Token> tokens;
        for (const TextSegment &segment : m_finder.split(original, stop)) {
            const AlignedPiece part =
                AlignedPiece(original).subspan(segment.begin, segment.end - segment.begin);
            if (segment.id)
                addToken(*segment.id, part, tokens);
            else
                encodeSegment(AlignedText(part.begin(), part.end()), tokens, stop);
        }
        for (Token &token : tokens) {
            token.sequence = sequence;
            token.type = sequence;
        }
        return tokens;
    }

    void encodeSegment(AlignedText text, std::vector<Token> &tokens, const std::stop_token &stop) const
    {
        if (m_stages.normalizer)
            m_stages.normalizer->normalize(text, stop);
        if (stop.stop_requested())
            return;
        for (const TextSegment &segment : m_normalizedFinder.split(text, stop)) {
            const AlignedPiece part = AlignedPiece(text).subspan(segment.begin, segment.end - segment.begin);
            if (segment.id) {
                addToken(*segment.id, part, tokens);
                continue;
            }
            TextPieces pieces;
            if (m_stages.preTokenizer)
                m_stages.preTokenizer->split(part, pieces, stop);
            else
                pieces.addPiece(part);
            m_stages.model->tokenize(pieces, tokens, stop);
        }
    }

    static void addToken(TokenId id, AlignedPiece part, std::vector<Token> &tokens)
    {
        tokens.push_back({id, 0, 0, part.front().begin, part.back().end});
    }

    TokenizerStages m_stages;
    AddedTokenFinder m_finder, m_normalizedFinder;
    std::set<TokenId> m_special, m_added;
};

} // namespace

std::shared_ptr<const Tokenizer> pipelineTokenizer(TokenizerStages stages)
{
    return std::make_shared<PipelineTokenizer>(std::move(stages));
}

} // namespace headscope
