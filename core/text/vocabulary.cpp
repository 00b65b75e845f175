#include "core/text/vocabulary.h"

#include "core/formats/load_error.h"

#include <algorithm>

namespace headscope {

void Vocabulary::add(std::string piece, std::int64_t id)
{
    m_longestPiece = std::max(m_longestPiece, piece.size());
    addTo(m_ids, std::move(piece), id);
}

void Vocabulary::addBeside(std::string piece, std::int64_t id)
{
    addTo(m_idsBeside, std::move(piece), id);
}

void Vocabulary::makeRoomFor(std::int64_t id)
{
    if (id < 0 || id >= kMostIds)
        throw LoadError(
            sentence("core", "vocabulary: expected ids from 0 to %1, found %2").with(kMostIds - 1, id));
    if (id >= size())
        m_pieces.resize(static_cast<std::size_t>(id) + 1);
}

void Vocabulary::addTo(Ids &ids, std::string piece, std::int64_t id)
{
    makeRoomFor(id);
    m_pieces[static_cast<std::size_t>(id)] =
        ids.insert_or_assign(std::move(piece), static_cast<TokenId>(id)).first->first;
}

std::optional<TokenId> Vocabulary::find(std::string_view piece) const
{
    const std::optional<TokenId> own = findOwn(piece);
    if (own)
        return own;
    const auto found = m_idsBeside.find(piece);
    return found == m_idsBeside.end() ? std::nullopt : std::optional(found->second);
}

std::optional<TokenId> Vocabulary::findOwn(std::string_view piece) const
{
    const auto found = m_ids.find(piece);
    return found == m_ids.end() ? std::nullopt : std::optional(found->second);
}

std::string_view Vocabulary::piece(TokenId id) const
{
    if (id < 0 || id >= size())
        return {};
    return m_pieces[static_cast<std::size_t>(id)];
}

} // namespace headscope
