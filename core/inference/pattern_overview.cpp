#include "core/inference/pattern_overview.h"

#include "core/ops/vector_clones.h"

#include <algorithm>
#include <vector>

namespace headscope {

namespace {

constexpr std::ptrdiff_t kMostCells = 128; ///< along a side

HEADSCOPE_VECTOR_CLONES void raise(float *largest, const float *values, std::ptrdiff_t count)
{
#pragma omp simd
    for (std::ptrdiff_t i = 0; i < count; ++i)
        largest[i] = largest[i] < values[i] ? values[i] : largest[i];
}

} // namespace

PatternOverview::PatternOverview(std::ptrdiff_t heads, std::ptrdiff_t tokens)
    : m_tokens(tokens)
    , m_side(std::min(kMostCells, tokens))
    , m_cells(Tensor::zeros({heads, m_side, m_side}))
{
}

/// The rows of one line of cells are put over each other first: that loop runs over whole rows.
void PatternOverview::add(const HeadAttention::PassingTile &tile)
{
    const QueryRange &queries = tile.queries;
    float *const cells = m_cells.data() + tile.head * m_side * m_side;
    std::vector<float> largest(static_cast<std::size_t>(tile.keys));
    for (std::ptrdiff_t query = 0; query < queries.count;) {
        const std::ptrdiff_t line = (queries.first + query) * m_side / m_tokens;
        std::ranges::fill(largest, 0.0F);
        for (; query < queries.count && (queries.first + query) * m_side / m_tokens == line; ++query)
            raise(largest.data(), tile.pattern.data() + query * m_tokens, tile.keys);
        addLine(largest, cells + line * m_side);
    }
}

void PatternOverview::addLine(std::span<const float> largest, float *cells)
{
    const std::lock_guard lock(m_mutex);
    const std::ptrdiff_t keys = std::ssize(largest);
    for (std::ptrdiff_t cell = 0; cell < m_side; ++cell) {
        // the keys with key * m_side / m_tokens == cell
        const std::ptrdiff_t first = std::min(keys, (cell * m_tokens + m_side - 1) / m_side);
        const std::ptrdiff_t end = std::min(keys, ((cell + 1) * m_tokens + m_side - 1) / m_side);
        if (first < end)
            cells[cell] =
                std::max(cells[cell], *std::max_element(largest.begin() + first, largest.begin() + end));
    }
}

} // namespace headscope
