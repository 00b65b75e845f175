#include "core/text/models/pair_merger.h"

namespace headscope {

namespace {

std::uint64_t pairKey(TokenId left, TokenId right)
{
    return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(left)) << 32U) |
           static_cast<std::uint32_t>(right);
}

} // namespace

std::size_t PairTable::placeOf(std::uint64_t key) const
{
    constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15;
    const std::size_t mask = m_entries.size() - 1;
    auto place = static_cast<std::size_t>((key * kMix) >> 32U) & mask;
    while (m_entries[place].key != kEmpty && m_entries[place].key != key)
        place = (place + 1) & mask;
    return place;
}

void PairTable::insert(TokenId left, TokenId right, const PairMerge &merge)
{
    if (m_entries.size() < 2 * (m_used + 1))
        grow();
    const std::uint64_t key = pairKey(left, right);
    Entry &entry = m_entries[placeOf(key)];
    m_used += entry.key == kEmpty ? 1 : 0;
    entry = {key, merge};
}

const PairMerge *PairTable::find(TokenId left, TokenId right) const
{
    if (m_entries.empty())
        return nullptr;
    const std::uint64_t key = pairKey(left, right);
    const Entry &entry = m_entries[placeOf(key)];
    return entry.key == key ? &entry.merge : nullptr;
}

void PairTable::grow()
{
    constexpr std::size_t kFewest = 64;
    std::vector<Entry> old(std::max(kFewest, 2 * m_entries.size()));
    std::swap(old, m_entries);
    for (const Entry &entry : old) {
        if (entry.key != kEmpty)
            m_entries[placeOf(entry.key)] = entry;
    }
}

void PairMerger::clear()
{
    m_symbols.clear();
}

void PairMerger::add(TokenId id, std::size_t begin, std::size_t end)
{
    const auto index = static_cast<int>(m_symbols.size());
    if (index > 0)
        m_symbols.back().next = index;
    m_symbols.push_back({id, index - 1, PairSymbol::kNone, static_cast<std::uint32_t>(begin),
                         static_cast<std::uint32_t>(end)});
}

void PairMerger::join(const Candidate &candidate)
{
    PairSymbol &left = at(candidate.left);
    PairSymbol &right = at(left.next);
    left.id = candidate.merged;
    left.end = right.end;
    left.next = right.next;
    right.id = PairSymbol::kNone;
    if (left.next != PairSymbol::kNone)
        at(left.next).previous = candidate.left;
}

} // namespace headscope
