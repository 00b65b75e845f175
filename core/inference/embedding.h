#pragma once

#include "core/analysis/run_result.h"
#include "core/inference/packed_model.h"
#include "core/ops/dense.h"
#include "core/ops/norm.h"

#include <optional>
#include <vector>

namespace headscope {

/// What enters layer 0 of a text with a given number of tokens.
///
/// residual[t] = projection of norm(token[id of t] + position[place of t] + type[type of t]), what the model
/// has of these.
class Embedding {
public:
    Embedding(ComputeContext &context, const ModelConfig &config, const PackedModel &model,
              std::ptrdiff_t tokens);

    void operator()(const TokenSequence &tokens, Tensor &residual);

private:
    void addUp(const TokenSequence &tokens, Tensor &sum) const;
    void addPositions(const TokenSequence &tokens, Tensor &sum) const;
    void norm(Tensor &rows) const;
    [[nodiscard]] std::vector<std::ptrdiff_t> positionRows(const TokenSequence &tokens) const;

    ComputeContext &m_context;
    const ModelConfig &m_config;
    const PackedModel &m_model;
    std::optional<LayerNorm> m_layerNorm;
    std::optional<Dense> m_project;
    Tensor m_narrow; // [token, token width], before the projection
};

} // namespace headscope
