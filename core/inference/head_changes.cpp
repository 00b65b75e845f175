#include "core/inference/head_changes.h"

#include <algorithm>

namespace headscope {

namespace {

/// The pattern of one head; alternatives that change something else leave it alone.
struct PatternChange {
    float *head;
    std::ptrdiff_t tokens;
    VisibleKeys visible;

    void operator()(const Zero &) const {}
    void operator()(const Mean &) const {}
    void operator()(const Scale &) const {}

    void operator()(const Uniform &) const
    {
        for (std::ptrdiff_t query = 0; query < tokens; ++query) {
            const std::ptrdiff_t seen = visible == VisibleKeys::All ? tokens : query + 1;
            float *row = head + query * tokens;
            std::fill(row, row + seen, 1.0F / static_cast<float>(seen));
            std::fill(row + seen, row + tokens, 0.0F);
        }
    }

    void operator()(const First &) const
    {
        for (std::ptrdiff_t query = 0; query < tokens; ++query) {
            float *row = head + query * tokens;
            std::fill(row, row + tokens, 0.0F);
            row[0] = 1.0F;
        }
    }
};

/// The columns of one head in the mixed values; alternatives that change something else leave them alone.
struct MixedValuesChange {
    Eigen::Block<MatrixMap> columns;

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

void changePatterns(const LayerInterventions &interventions, VisibleKeys visible, Tensor &pattern)
{
    const std::ptrdiff_t tokens = pattern.columns();
    for (const auto &[id, intervention] : interventions)
        std::visit(PatternChange{pattern.data() + id.head * tokens * tokens, tokens, visible}, intervention);
}

void changeMixedValues(const LayerInterventions &interventions, std::ptrdiff_t headWidth, Tensor &mixed)
{
    for (const auto &[id, intervention] : interventions)
        std::visit(MixedValuesChange{mixed.matrix().block(0, id.head * headWidth, mixed.rows(), headWidth)},
                   intervention);
}

} // namespace headscope
