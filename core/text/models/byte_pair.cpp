#include "core/formats/in_quotes.h"
#include "core/formats/load_error.h"
#include "core/text/models/character_ids.h"
#include "core/text/models/pair_merger.h"
#include "core/text/models/token_model.h"
#include "core/text/models/word_cutter.h"

#include <algorithm>

namespace headscope {

namespace {

class BytePairModel : public TokenModel {
public:
    BytePairModel(const Vocabulary &vocabulary, const PieceMerges &merges, const BytePairOptions &options)
        : m_vocabulary(vocabulary)
        , m_characters(vocabulary)
        , m_cutter(vocabulary)
        , m_options(options)
    {
        if (options.unknown)
            m_unknown = required(*options.unknown, sentence("core", "the unknown token"));
        for (std::size_t rank = 0; rank < merges.size(); ++rank) {
            const auto [left, right] = merges[rank];
            addMerge(left, right, static_cast<std::int32_t>(rank));
        }
    }

    void tokenize(const TextPieces &pieces, std::vector<Token> &tokens,
                  const std::stop_token &stop) const override
    {
        PairMerger merger;
        const auto mergeOf = [this](TokenId left, TokenId right) {
            const PairMerge *merge = m_merges.find(left, right);
            return merge == nullptr ? PairMerge{} : *merge;
        };
        for (std::size_t index = 0; index < pieces.count() && !stop.stop_requested(); ++index) {
            const AlignedPiece word = pieces.piece(index);
            if (m_options.ignoreMerges && addWholeWord(word, tokens))
                continue;
            for (std::size_t begin = 0; begin < word.size() && !stop.stop_requested();) {
                const std::size_t end = hasAffixes() ? word.size() : m_cutter.wordEnd(word, begin);
                merger.clear();
                addSymbols(word.subspan(begin, end - begin), merger);
                merger.merge(mergeOf, stop);
                addTokens(word.subspan(begin, end - begin), merger, tokens);
                begin = end;
            }
        }
    }

    [[nodiscard]] std::optional<TokenId> unknownId() const override { return m_unknown; }

private:
    [[nodiscard]] TokenId required(std::string_view piece, const Sentence &what) const
    {
        const auto id = m_vocabulary.findOwn(piece);
        if (!id)
            throw LoadError(sentence("core", "BPE: expected %1 %2 in the vocabulary, which does not have it")
                                .with(what, inQuotes(piece)));
        return *id;
    }

    void addMerge(std::string_view left, std::string_view right, std::int32_t rank)
    {
        const TokenId leftId = required(left, sentence("core", "a merge's left piece"));
        const TokenId rightId = required(right, sentence("core", "a merge's right piece"));
        const std::string &prefix = m_options.continuingPrefix;
        if (right.size() < prefix.size())
            throw LoadError(sentence("core", "BPE: expected a merge's right piece to begin with %1, found %2")
                                .with(inQuotes(prefix), inQuotes(right)));
        const TokenId merged = required(std::string(left).append(right.substr(prefix.size())),
                                        sentence("core", "a merge's result"));
        m_merges.insert(leftId, rightId, {rank, merged});
    }

    [[nodiscard]] bool hasAffixes() const
    {
        return !m_options.continuingPrefix.empty() || !m_options.wordSuffix.empty();
    }

    static void addTokens(AlignedPiece word, const PairMerger &merger, std::vector<Token> &tokens)
    {
        for (const PairSymbol &symbol : merger.symbols()) {
            if (symbol.id != PairSymbol::kNone)
                tokens.push_back({symbol.id, 0, 0, word[symbol.begin].begin, word[symbol.end - 1].end});
        }
    }

    bool addWholeWord(AlignedPiece word, std::vector<Token> &tokens) const
    {
        const auto id = m_vocabulary.findOwn(toUtf8(word));
        if (id)
            tokens.push_back({*id, 0, 0, word.front().begin, word.back().end});
        return id.has_value();
    }

    [[nodiscard]] std::optional<TokenId> characterId(AlignedPiece word, std::size_t index) const
    {
        const bool isFirst = index == 0, isLast = index + 1 == word.size();
        if ((isFirst || m_options.continuingPrefix.empty()) && (!isLast || m_options.wordSuffix.empty()))
            return m_characters.ofCharacter(word[index].code);
        std::string piece = isFirst ? std::string() : m_options.continuingPrefix;
        appendUtf8(piece, word[index].code);
        if (isLast)
            piece += m_options.wordSuffix;
        return m_vocabulary.findOwn(piece);
    }

    void addSymbols(AlignedPiece word, PairMerger &merger) const
    {
        std::size_t unknownBegin = 0, unknownEnd = 0; // a run that is not yet a symbol
        const auto flush = [&] {
            if (unknownEnd > unknownBegin)
                merger.add(*m_unknown, unknownBegin, unknownEnd);
            unknownBegin = unknownEnd;
        };
        for (std::size_t index = 0; index < word.size(); ++index) {
            if (const auto id = characterId(word, index)) {
                flush();
                merger.add(*id, index, index + 1);
                continue;
            }
            if (addBytes(word, index, merger) || !m_unknown)
                continue;
            if (!m_options.fuseUnknown)
                flush();
            if (unknownBegin == unknownEnd)
                unknownBegin = index;
            unknownEnd = index + 1;
        }
        flush();
    }

    /// A character as its bytes' tokens, if all of them have one.
    bool addBytes(AlignedPiece word, std::size_t index, PairMerger &merger) const
    {
        if (!m_options.byteFallback)
            return false;
        const std::string bytes = toUtf8(word[index].code);
        const auto hasToken = [this](char byte) { return m_characters.ofByte(byte).has_value(); };
        if (!std::ranges::all_of(bytes, hasToken))
            return false;
        for (const char byte : bytes)
            merger.add(*m_characters.ofByte(byte), index, index + 1);
        return true;
    }

    const Vocabulary &m_vocabulary;
    CharacterIds m_characters;
    WordCutter m_cutter;
    BytePairOptions m_options;
    std::optional<TokenId> m_unknown;
    PairTable m_merges;
};

} // namespace

void PieceMerges::add(std::string_view left, std::string_view right)
{
    if (m_letters.size() + left.size() + right.size() > UINT32_MAX)
        throw LoadError(sentence("core", "BPE: expected merges of at most 4 GB, found more"));
    const auto begin = static_cast<std::uint32_t>(m_letters.size());
    const auto middle = static_cast<std::uint32_t>(begin + left.size());
    m_letters.append(left).append(right);
    m_places.push_back({begin, middle, static_cast<std::uint32_t>(m_letters.size())});
}

PieceMerges::Pair PieceMerges::operator[](std::size_t index) const
{
    const auto [begin, middle, end] = m_places[index];
    const std::string_view letters = m_letters;
    return {letters.substr(begin, middle - begin), letters.substr(middle, end - middle)};
}

TokenModelPointer bytePairModel(const Vocabulary &vocabulary, const PieceMerges &merges,
                                const BytePairOptions &options)
{
    return std::make_unique<BytePairModel>(vocabulary, merges, options);
}

} // namespace headscope
