#pragma once

#include "core/ops/softmax.h"
#include "core/tensor/tensor.h"

#include <vector>

namespace headscope {

/// Small pictures of patterns that nobody keeps: each cell is the largest attention of a square of queries
/// and keys. Filled tile after tile while the patterns pass by.
class PatternOverview {
public:
    static constexpr std::ptrdiff_t kSide = 128;

    /// `tokens` must be at least `kSide`.
    PatternOverview(std::ptrdiff_t heads, std::ptrdiff_t tokens);

    /// `tile` is [head, query, key] and holds these queries from its first row on.
    void add(const Tensor &tile, QueryRange queries);

    /// [head, query cell, key cell]
    [[nodiscard]] Tensor take() { return std::move(m_cells); }

private:
    void addHead(const float *rows, QueryRange queries, float *cells) const;

    std::ptrdiff_t m_tokens;
    Tensor m_cells;
};

} // namespace headscope
