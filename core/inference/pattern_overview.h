#pragma once

#include "core/ops/head_attention.h"

#include <mutex>
#include <span>

namespace headscope {

/// Small pictures of patterns that nobody keeps: each cell is the largest attention of a square of queries
/// and keys. Filled tile after tile while the patterns pass by.
class PatternOverview {
public:
    PatternOverview(std::ptrdiff_t heads, std::ptrdiff_t tokens);

    /// May be called on several threads at once.
    void add(const HeadAttention::PassingTile &tile);

    /// [head, query cell, key cell]
    [[nodiscard]] Tensor take() { return std::move(m_cells); }

private:
    void addLine(std::span<const float> largest, float *cells);

    std::ptrdiff_t m_tokens;
    std::ptrdiff_t m_side; ///< in cells
    Tensor m_cells;
    std::mutex m_mutex; ///< a line of cells may belong to two tiles
};

} // namespace headscope
