#include "core/text/normalizers/charsmap.h"

#include "core/formats/in_quotes.h"
#include "core/formats/load_error.h"

namespace headscope {

namespace {

constexpr std::size_t kUnitBytes = 4;

std::uint32_t unitAt(std::string_view bytes, std::size_t place)
{
    std::uint32_t unit = 0;
    for (std::size_t index = 0; index < kUnitBytes; ++index)
        unit |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[place + index])) << (8U * index);
    return unit;
}

// The fields of a unit: bits 0-7 and 31 its label, bit 8 whether a value hangs below, from bit 9 where its
// children are; the unit of a value is the value with bit 31 set.
bool hasValue(std::uint32_t unit)
{
    return ((unit >> 8U) & 1U) == 1U;
}

std::uint32_t labelOf(std::uint32_t unit)
{
    return unit & 0x800000FFU;
}

std::uint32_t valueOf(std::uint32_t unit)
{
    return unit & 0x7FFFFFFFU;
}

std::uint32_t childrenOf(std::uint32_t unit)
{
    return (unit >> 10U) << ((unit & 0x200U) >> 6U);
}

/// Each character takes a place; what is too many is put in, what is too few is swallowed by the last.
void addChanges(const std::u32string &replacement, std::size_t replaced, std::vector<Change> &changes)
{
    for (std::size_t index = 0; index < replacement.size(); ++index)
        changes.push_back({replacement[index], index < replaced ? 0 : 1});
    if (replacement.size() < replaced && !changes.empty())
        changes.back().change -= static_cast<int>(replaced - replacement.size());
}

class GraphemeCharsmapNormalizer : public Normalizer {
public:
    explicit GraphemeCharsmapNormalizer(Charsmap charsmap)
        : m_charsmap(std::move(charsmap))
    {
    }

    void normalize(AlignedText &text, const std::stop_token &stop) const override
    {
        constexpr std::size_t kLongestGrapheme = 5; // in bytes
        std::vector<Change> changes;
        changes.reserve(text.size());
        bool isChanged = false;
        const auto replace = [&](AlignedPiece piece) {
            const auto match = m_charsmap.shortestMatch(toUtf8(piece));
            if (!match)
                return false;
            addChanges(toUtf32(match->replacement), piece.size(), changes);
            isChanged = true;
            return true;
        };
        for (std::size_t begin = 0, end = 0; begin < text.size() && !stop.stop_requested(); begin = end) {
            end = graphemeEnd(text, begin);
            const AlignedPiece grapheme = AlignedPiece(text).subspan(begin, end - begin);
            if (grapheme.size() <= kLongestGrapheme && toUtf8(grapheme).size() <= kLongestGrapheme &&
                replace(grapheme))
                continue;
            for (std::size_t index = 0; index < grapheme.size(); ++index) {
                if (!replace(grapheme.subspan(index, 1)))
                    changes.push_back({grapheme[index].code, 0});
            }
        }
        if (isChanged)
            applyChanges(text, changes);
    }

private:
    Charsmap m_charsmap;
};

class CharsmapNormalizer : public Normalizer {
public:
    explicit CharsmapNormalizer(Charsmap charsmap)
        : m_charsmap(std::move(charsmap))
    {
    }

    void normalize(AlignedText &text, const std::stop_token &stop) const override
    {
        constexpr std::size_t kLongestKey = 64; // characters; a table's keys have a few
        AlignedText changed;
        changed.reserve(text.size());
        for (std::size_t begin = 0; begin < text.size() && !stop.stop_requested();) {
            const AlignedPiece rest =
                AlignedPiece(text).subspan(begin, std::min(kLongestKey, text.size() - begin));
            const auto match = m_charsmap.longestMatch(toUtf8(rest));
            if (!match) {
                changed.push_back(text[begin++]);
                continue;
            }
            std::size_t end = begin;
            for (std::size_t bytes = 0; bytes < match->bytes && end < text.size(); ++end)
                bytes += toUtf8(text[end].code).size();
            for (const char32_t code : toUtf32(match->replacement))
                changed.push_back({code, text[begin].begin, text[end - 1].end});
            begin = end;
        }
        text = std::move(changed);
    }

private:
    Charsmap m_charsmap;
};

} // namespace

Charsmap::Charsmap(std::string_view table)
{
    const std::size_t trieBytes = table.size() < kUnitBytes ? 0 : unitAt(table, 0);
    if (trieBytes == 0 || trieBytes % kUnitBytes != 0 || trieBytes > table.size() - kUnitBytes)
        throw LoadError(
            sentence("core", "charsmap: expected a size of its trie that is below %1 bytes, found %2")
                .with(table.size(), trieBytes));
    for (std::size_t place = kUnitBytes; place <= trieBytes; place += kUnitBytes)
        m_units.push_back(unitAt(table, place));
    m_texts = table.substr(kUnitBytes + trieBytes);
    if (!isUtf8(m_texts))
        throw LoadError(sentence("core", "charsmap: expected UTF-8 behind its trie, found other bytes"));
}

std::optional<Charsmap::Match> Charsmap::shortestMatch(std::string_view text) const
{
    return match(text, Choice::Shortest);
}

std::optional<Charsmap::Match> Charsmap::longestMatch(std::string_view text) const
{
    return match(text, Choice::Longest);
}

std::optional<Charsmap::Match> Charsmap::match(std::string_view text, Choice choice) const
{
    std::optional<Match> found;
    std::uint32_t node = childrenOf(m_units.front());
    for (std::size_t index = 0; index < text.size() && text[index] != '\0'; ++index) {
        const auto byte = static_cast<unsigned char>(text[index]);
        node ^= byte;
        if (node >= m_units.size() || labelOf(m_units[node]) != byte)
            break;
        const bool endsKey = hasValue(m_units[node]);
        node ^= childrenOf(m_units[node]);
        if (!endsKey || node >= m_units.size())
            continue;
        if (const auto replacement = textAt(valueOf(m_units[node])))
            found = Match{index + 1, *replacement};
        if (found && choice == Choice::Shortest)
            break;
    }
    return found;
}

std::optional<std::string_view> Charsmap::textAt(std::uint32_t place) const
{
    if (place >= m_texts.size())
        return std::nullopt;
    const std::string_view rest = std::string_view(m_texts).substr(place);
    return rest.substr(0, rest.find('\0'));
}

NormalizerPointer graphemeCharsmapNormalizer(Charsmap charsmap)
{
    return std::make_unique<GraphemeCharsmapNormalizer>(std::move(charsmap));
}

NormalizerPointer charsmapNormalizer(Charsmap charsmap)
{
    return std::make_unique<CharsmapNormalizer>(std::move(charsmap));
}

std::optional<std::string> decodeBase64(std::string_view text)
{
    constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    if (text.size() % 4 != 0)
        return std::nullopt;
    const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
    std::string bytes;
    bytes.reserve(text.size() / 4 * 3);
    std::uint32_t group = 0;
    for (std::size_t index = 0; index < text.size(); ++index) {
        const bool isPadding = index + padding >= text.size();
        const std::size_t digit = isPadding ? 0 : kDigits.find(text[index]);
        if (digit == std::string_view::npos)
            return std::nullopt;
        group = (group << 6U) | static_cast<std::uint32_t>(digit);
        if (index % 4 != 3)
            continue;
        for (const unsigned shift : {16U, 8U, 0U})
            bytes.push_back(static_cast<char>((group >> shift) & 0xFFU));
    }
    bytes.resize(bytes.size() - padding);
    return bytes;
}

} // namespace headscope
