#include "core/text/added_tokens.h"

#include <algorithm>

namespace headscope {

namespace {

std::uint64_t edge(int node, char32_t code)
{
    return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(node)) << 32U) | code;
}

bool standsAlone(AlignedPiece text, std::size_t begin, std::size_t end)
{
    const bool touchesLeft = begin > 0 && isWordCharacter(text[begin - 1].code);
    const bool touchesRight = end < text.size() && isWordCharacter(text[end].code);
    return !touchesLeft && !touchesRight;
}

} // namespace

void AddedTokenFinder::add(const AddedToken &token, std::u32string_view content)
{
    if (content.empty())
        return;
    int node = 0;
    for (const char32_t code : content) {
        const auto [next, isNew] =
            m_children.try_emplace(edge(node, code), static_cast<int>(m_tokenAt.size()));
        if (isNew)
            m_tokenAt.emplace_back();
        node = next->second;
    }
    auto &place = m_tokenAt[static_cast<std::size_t>(node)];
    if (!place)
        place = m_tokens.size();
    m_tokens.push_back(token);
}

std::optional<int> AddedTokenFinder::child(int node, char32_t code) const
{
    const auto found = m_children.find(edge(node, code));
    return found == m_children.end() ? std::nullopt : std::optional(found->second);
}

std::optional<AddedTokenFinder::Match> AddedTokenFinder::longestMatch(AlignedPiece text,
                                                                      std::size_t begin) const
{
    std::optional<Match> match;
    int node = 0;
    for (std::size_t index = begin; index < text.size(); ++index) {
        const std::optional<int> next = child(node, text[index].code);
        if (!next)
            break;
        node = *next;
        if (const auto token = m_tokenAt[static_cast<std::size_t>(node)])
            match = Match{*token, index + 1};
    }
    return match;
}

std::vector<TextSegment> AddedTokenFinder::split(AlignedPiece text, const std::stop_token &stop) const
{
    std::vector<TextSegment> segments;
    std::size_t done = 0; // everything before it is in a segment
    std::size_t place = m_tokens.empty() ? text.size() : 0;
    while (place < text.size() && !stop.stop_requested()) {
        const std::optional<Match> match = longestMatch(text, place);
        if (!match) {
            ++place;
            continue;
        }
        const AddedToken &token = m_tokens[match->token];
        std::size_t begin = place, end = match->end;
        place = match->end;
        if (begin < done || (token.isSingleWord && !standsAlone(text, begin, end)))
            continue;
        while (token.takesSpaceLeft && begin > done && isWhiteSpace(text[begin - 1].code))
            --begin;
        while (token.takesSpaceRight && end < text.size() && isWhiteSpace(text[end].code))
            ++end;
        if (begin > done)
            segments.push_back({std::nullopt, done, begin});
        segments.push_back({token.id, begin, end});
        done = end;
    }
    if (done < text.size())
        segments.push_back({std::nullopt, done, text.size()});
    return segments;
}

} // namespace headscope
