#include "core/inference/embedding.h"

#include "core/tensor/matrix_map.h"

namespace headscope {

Embedding::Embedding(ComputeContext &context, const ModelConfig &config, const PackedModel &model,
                     std::ptrdiff_t tokens)
    : m_context(context)
    , m_config(config)
    , m_model(model)
{
    if (!model.embeddingNorm.scale.isEmpty() && config.normKind == NormKind::LayerNorm)
        m_layerNorm.emplace(context, LayerNorm::Shape{tokens, config.tokenWidth()}, config.normEpsilon);
    if (model.embeddingProjection.isEmpty())
        return;
    m_project.emplace(context, tokens, model.embeddingProjection);
    m_narrow = Tensor({tokens, config.tokenWidth()});
}

void Embedding::operator()(const TokenSequence &tokens, Tensor &residual)
{
    Tensor &sum = m_project ? m_narrow : residual;
    addUp(tokens, sum);
    norm(sum);
    if (m_project)
        (*m_project)(m_context, m_narrow, m_model.embeddingProjection, residual);
    if (m_config.positionsJoinProjection)
        addPositions(tokens, residual);
}

void Embedding::addUp(const TokenSequence &tokens, Tensor &sum) const
{
    MatrixMap rows = sum.matrix();
    for (std::size_t t = 0; t < tokens.ids.size(); ++t) {
        auto row = rows.row(static_cast<std::ptrdiff_t>(t));
        m_model.copyTokenRow(tokens.ids[t], sum.row(static_cast<std::ptrdiff_t>(t)));
        row *= m_config.embeddingScale;
        if (!m_model.typeEmbedding.isEmpty())
            row += m_model.typeEmbedding.matrix().row(tokens.types.empty() ? 0 : tokens.types[t]);
    }
    if (!m_config.positionsJoinProjection)
        addPositions(tokens, sum);
}

void Embedding::addPositions(const TokenSequence &tokens, Tensor &sum) const
{
    if (m_model.positionEmbedding.isEmpty())
        return;
    const std::vector<std::ptrdiff_t> positions = positionRows(tokens);
    for (std::size_t t = 0; t < positions.size(); ++t)
        sum.matrix().row(static_cast<std::ptrdiff_t>(t)) +=
            m_model.positionEmbedding.matrix().row(positions[t]);
}

/// The row of the position embedding that each token takes. Padding tokens stay on the row before the first.
std::vector<std::ptrdiff_t> Embedding::positionRows(const TokenSequence &tokens) const
{
    std::vector<std::ptrdiff_t> rows;
    std::ptrdiff_t next = m_config.firstPosition;
    for (const TokenId id : tokens.ids)
        rows.push_back(id == m_config.paddingToken ? m_config.firstPosition - 1 : next++);
    return rows;
}

void Embedding::norm(Tensor &rows) const
{
    const NormWeights &weights = m_model.embeddingNorm;
    if (m_layerNorm)
        (*m_layerNorm)(m_context, rows, weights.scale, weights.shift, rows);
    else if (!weights.scale.isEmpty())
        rmsNorm(rows, m_config.normEpsilon, weights.scale, rows);
}

} // namespace headscope
