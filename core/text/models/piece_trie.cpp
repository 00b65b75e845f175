#include "core/text/models/piece_trie.h"

#include "core/text/characters/unicode.h"

#include <algorithm>

namespace headscope {

namespace {

constexpr std::size_t kFirstCodes = 0x3000;

struct Entry {
    std::u32string codes;
    TokenId id;
};

/// The pieces without repetition, sorted by their characters.
std::vector<Entry> sortedEntries(const Vocabulary &vocabulary, const std::vector<bool> &isHidden)
{
    std::vector<Entry> entries;
    for (TokenId id = 0; id < vocabulary.size(); ++id) {
        const std::string_view piece = vocabulary.piece(id);
        const bool isLeftOut = !isHidden.empty() && isHidden[static_cast<std::size_t>(id)];
        if (!piece.empty() && !isLeftOut && vocabulary.findOwn(piece) == id)
            entries.push_back({toUtf32(piece), id});
    }
    std::ranges::sort(entries, {}, &Entry::codes);
    return entries;
}

/// Entries that share the characters up to a node.
struct Pending {
    std::size_t begin, end, depth;
};

} // namespace

PieceTrie::PieceTrie(const Vocabulary &vocabulary, const std::vector<bool> &isHidden)
{
    const std::vector<Entry> entries = sortedEntries(vocabulary, isHidden);
    m_children.emplace_back();
    m_codes.push_back(0);
    m_pieces.push_back(kNoPiece);
    std::vector<Pending> pending{{0, entries.size(), 0}};
    for (std::size_t node = 0; node < pending.size(); ++node) {
        auto [begin, end, depth] = pending[node];
        if (begin < end && entries[begin].codes.size() == depth)
            m_pieces[node] = entries[begin++].id;
        m_children[node].begin = static_cast<std::uint32_t>(m_codes.size());
        while (begin < end) {
            const char32_t code = entries[begin].codes[depth];
            const std::size_t first = begin;
            while (begin < end && entries[begin].codes[depth] == code)
                ++begin;
            pending.push_back({first, begin, depth + 1});
            m_children.emplace_back();
            m_codes.push_back(code);
            m_pieces.push_back(kNoPiece);
        }
        m_children[node].end = static_cast<std::uint32_t>(m_codes.size());
    }
    m_firstChildren.assign(kFirstCodes, kNone);
    for (Node node = m_children[kRoot].begin; node < m_children[kRoot].end; ++node) {
        if (m_codes[node] < kFirstCodes)
            m_firstChildren[m_codes[node]] = node;
    }
}

PieceTrie::Node PieceTrie::child(Node node, char32_t code) const
{
    if (node == kRoot && code < kFirstCodes)
        return m_firstChildren[code];
    const auto begin = m_codes.begin() + m_children[node].begin, end = m_codes.begin() + m_children[node].end;
    const auto found = std::lower_bound(begin, end, code);
    return found != end && *found == code ? static_cast<Node>(found - m_codes.begin()) : kNone;
}

} // namespace headscope
