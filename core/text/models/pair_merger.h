#pragma once

#include "core/text/tokenizer.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <stop_token>
#include <vector>

namespace headscope {

/// What two neighbours become, and how soon: the lowest rank merges first.
struct PairMerge {
    static constexpr TokenId kNothing = -1;
    std::int32_t rank = 0;
    TokenId merged = kNothing; ///< kNothing: they do not merge
};

/// A map from pairs of ids to merges, in one block of memory.
class PairTable {
public:
    void insert(TokenId left, TokenId right, const PairMerge &merge);
    /// nullptr when nothing was inserted for this pair.
    [[nodiscard]] const PairMerge *find(TokenId left, TokenId right) const;

private:
    struct Entry {
        std::uint64_t key = kEmpty;
        PairMerge merge;
    };
    static constexpr std::uint64_t kEmpty = ~std::uint64_t{0};

    [[nodiscard]] std::size_t placeOf(std::uint64_t key) const;
    void grow();

    std::vector<Entry> m_entries; // a power of two of them, at most half in use
    std::size_t m_used = 0;
};

/// A stretch of a word that is one token so far, in a list linked both ways.
struct PairSymbol {
    static constexpr int kNone = -1;
    TokenId id = kNone; ///< kNone when it was merged into its left neighbour
    int previous = kNone, next = kNone;
    std::uint32_t begin = 0, end = 0; ///< characters of the word; the bytes of one character share it
};

/// The symbols of a word on their way: merges neighbours, best rank first, then leftmost.
///
/// A word of n symbols takes O(n log n), whatever it holds.
class PairMerger {
public:
    void clear();
    void add(TokenId id, std::size_t begin, std::size_t end);
    [[nodiscard]] const std::vector<PairSymbol> &symbols() const { return m_symbols; }

    /// `mergeOf(left, right)` gives the PairMerge of two ids. Ends early when `stop` is requested.
    template <typename MergeOf>
    void merge(const MergeOf &mergeOf, const std::stop_token &stop)
    {
        constexpr std::size_t kStepsBetweenLooks = 1U << 14U;
        m_candidates.clear();
        for (std::size_t index = 0; index < m_symbols.size(); ++index)
            consider(static_cast<int>(index), mergeOf);
        std::ranges::make_heap(m_candidates, std::greater<>());
        for (std::size_t step = 1; !m_candidates.empty(); ++step) {
            if (step % kStepsBetweenLooks == 0 && stop.stop_requested())
                return;
            std::ranges::pop_heap(m_candidates, std::greater<>());
            const Candidate candidate = m_candidates.back();
            m_candidates.pop_back();
            if (!stillMerges(candidate, mergeOf))
                continue;
            join(candidate);
            considerOnHeap(at(candidate.left).previous, mergeOf);
            considerOnHeap(candidate.left, mergeOf);
        }
    }

private:
    struct Candidate {
        std::int32_t rank;
        int left;
        TokenId merged;
        bool operator>(const Candidate &other) const
        {
            return rank != other.rank ? rank > other.rank : left > other.left;
        }
    };

    PairSymbol &at(int index) { return m_symbols[static_cast<std::size_t>(index)]; }
    void join(const Candidate &candidate);

    template <typename MergeOf>
    bool consider(int left, const MergeOf &mergeOf)
    {
        if (left == PairSymbol::kNone || at(left).next == PairSymbol::kNone)
            return false;
        const PairMerge merge = mergeOf(at(left).id, at(at(left).next).id);
        if (merge.merged == PairMerge::kNothing)
            return false;
        m_candidates.push_back({merge.rank, left, merge.merged});
        return true;
    }

    template <typename MergeOf>
    void considerOnHeap(int left, const MergeOf &mergeOf)
    {
        if (consider(left, mergeOf))
            std::ranges::push_heap(m_candidates, std::greater<>());
    }

    /// Whether the two still make what the candidate was noted for.
    template <typename MergeOf>
    bool stillMerges(const Candidate &candidate, const MergeOf &mergeOf)
    {
        const PairSymbol &left = at(candidate.left);
        return left.id != PairSymbol::kNone && left.next != PairSymbol::kNone &&
               mergeOf(left.id, at(left.next).id).merged == candidate.merged;
    }

    std::vector<PairSymbol> m_symbols;
    std::vector<Candidate> m_candidates; // a heap
};

} // namespace headscope
