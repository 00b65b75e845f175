#include "core/inference/pattern_overview.h"

#include <algorithm>

namespace headscope {

PatternOverview::PatternOverview(std::ptrdiff_t heads, std::ptrdiff_t tokens)
    : m_tokens(tokens)
    , m_cells(Tensor::zeros({heads, kSide, kSide}))
{
}

void PatternOverview::add(const Tensor &tile, QueryRange queries)
{
    const std::ptrdiff_t heads = m_cells.shape().front();
    const std::ptrdiff_t ofHead = tile.size() / heads;
#pragma omp parallel for schedule(static)
    for (std::ptrdiff_t head = 0; head < heads; ++head)
        addHead(tile.data() + head * ofHead, queries, m_cells.data() + head * kSide * kSide);
}

/// The rows of one line of cells are put over each other first: that loop runs over whole rows.
void PatternOverview::addHead(const float *rows, QueryRange queries, float *cells) const
{
    std::vector<float> largest(static_cast<std::size_t>(m_tokens));
    for (std::ptrdiff_t query = 0; query < queries.count;) {
        const std::ptrdiff_t line = (queries.first + query) * kSide / m_tokens;
        std::ranges::fill(largest, 0.0F);
        for (; query < queries.count && (queries.first + query) * kSide / m_tokens == line; ++query) {
            const float *row = rows + query * m_tokens;
#pragma omp simd
            for (std::ptrdiff_t key = 0; key < m_tokens; ++key)
                largest[static_cast<std::size_t>(key)] =
                    std::max(largest[static_cast<std::size_t>(key)], row[key]);
        }
        for (std::ptrdiff_t key = 0; key < m_tokens; ++key) {
            float &cell = cells[line * kSide + key * kSide / m_tokens];
            cell = std::max(cell, largest[static_cast<std::size_t>(key)]);
        }
    }
}

} // namespace headscope
