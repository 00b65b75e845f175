#include "core/inference/head_changes.h"

#include "core/tensor/matrix_map.h"

#include <algorithm>

namespace headscope {

namespace {

/// The pattern of one head; alternatives that change something else leave it alone.
struct PatternChange {
    float *head; ///< the row of the first query
    std::ptrdiff_t keys;
    QueryRange queries;
    KeyReach reach;

    void operator()(const Zero &) const {}
    void operator()(const Mean &) const {}
    void operator()(const Scale &) const {}

    void operator()(const Uniform &) const
    {
        for (std::ptrdiff_t query = 0; query < queries.count; ++query) {
            const KeyRange seen = reach.of(queries.first + query, keys);
            float *row = head + query * keys;
            std::fill(row, row + keys, 0.0F);
            std::fill(row + seen.first, row + seen.end, 1.0F / static_cast<float>(seen.count()));
        }
    }

    void operator()(const First &) const
    {
        for (std::ptrdiff_t query = 0; query < queries.count; ++query) {
            float *row = head + query * keys;
            std::fill(row, row + keys, 0.0F);
            row[0] = 1.0F;
        }
    }
};

/// Whether a changed pattern may give attention to keys that the head cannot see by itself.
struct LooksOutOfReach {
    bool operator()(const Zero &) const { return false; }
    bool operator()(const Mean &) const { return false; }
    bool operator()(const Scale &) const { return false; }
    bool operator()(const Uniform &) const { return false; }
    bool operator()(const First &) const { return true; }
};

struct ChangesPattern {
    bool operator()(const Zero &) const { return false; }
    bool operator()(const Mean &) const { return false; }
    bool operator()(const Scale &) const { return false; }
    bool operator()(const Uniform &) const { return true; }
    bool operator()(const First &) const { return true; }
};

/// The columns of one head in the mixed values; alternatives that change something else leave them alone.
struct MixedValuesChange {
    Eigen::Block<MatrixMap::Map> columns;

    void operator()(const Zero &) { columns.setZero(); }
    void operator()(const Mean &) { columns.rowwise() = columns.colwise().mean().eval(); }
    void operator()(const Scale &scale)
    {
        if (scale.factor == 0.0F)
            columns.setZero(); // also where a mixed value is not a number, as `zero` does
        else
            columns *= scale.factor;
    }
    void operator()(const Uniform &) {}
    void operator()(const First &) {}
};

} // namespace

HeadAttention::Mixed mixedKeys(const LayerInterventions &interventions)
{
    const bool outOfReach = std::ranges::any_of(
        interventions, [](const auto &change) { return std::visit(LooksOutOfReach{}, change.second); });
    return outOfReach ? HeadAttention::Mixed::AllKeys : HeadAttention::Mixed::KeysInReach;
}

void changePatterns(const LayerInterventions &interventions, KeyReach reach, Tensor &pattern)
{
    const std::ptrdiff_t queries = pattern.shape()[1], keys = pattern.columns();
    for (const auto &[id, intervention] : interventions)
        std::visit(PatternChange{pattern.data() + id.head * queries * keys, keys, {0, queries}, reach},
                   intervention);
}

void changePattern(const LayerInterventions &interventions, KeyReach reach,
                   const HeadAttention::PassingTile &tile)
{
    for (const auto &[id, intervention] : interventions)
        if (id.head == tile.head)
            std::visit(PatternChange{tile.pattern.data(), tile.pattern.columns(), tile.queries, reach},
                       intervention);
}

bool changesPatterns(const LayerInterventions &interventions)
{
    return std::ranges::any_of(
        interventions, [](const auto &change) { return std::visit(ChangesPattern{}, change.second); });
}

void changeMixedValues(const LayerInterventions &interventions, std::ptrdiff_t headWidth, Tensor &mixed)
{
    changeMixedValues(interventions, headWidth, {0, mixed.rows()}, mixed);
}

void changeMixedValues(const LayerInterventions &interventions, std::ptrdiff_t headWidth, QueryRange rows,
                       Tensor &mixed)
{
    for (const auto &[id, intervention] : interventions)
        std::visit(
            MixedValuesChange{mixed.matrix().block(rows.first, id.head * headWidth, rows.count, headWidth)},
            intervention);
}

} // namespace headscope
