#include "core/inference/convolution_block.h"

#include "core/tensor/matrix_map.h"

namespace headscope {

namespace {

/// Row t: every number of the tokens around t, those of one channel side by side.
void gatherNeighbours(const Tensor &input, std::ptrdiff_t neighbours, Tensor &gathered)
{
    const std::ptrdiff_t tokens = input.rows();
    const std::ptrdiff_t reach = (neighbours - 1) / 2;
    for (std::ptrdiff_t token = 0; token < tokens; ++token) {
        float *const row = gathered.row(token).data();
        for (std::ptrdiff_t k = 0; k < neighbours; ++k) {
            const std::ptrdiff_t other = token + k - reach;
            const bool isInside = other >= 0 && other < tokens;
            for (std::ptrdiff_t i = 0; i < input.columns(); ++i)
                row[i * neighbours + k] = isInside ? input.row(other)[static_cast<std::size_t>(i)] : 0;
        }
    }
}

} // namespace

ConvolutionBlock::ConvolutionBlock(ComputeContext &context, const ModelConfig &config,
                                   const PackedModel &model, std::ptrdiff_t tokens)
    : m_context(context)
    , m_neighbours(config.convolution.tokens)
    , m_dense(context, tokens, model.convolution, config.convolution.activation)
    , m_norm(context, config, tokens)
{
}

void ConvolutionBlock::operator()(TensorPool &scratch, const PackedModel &model, const Tensor &input,
                                  Tensor &residual) const
{
    const auto gathered = scratch.take({input.rows(), input.columns() * m_neighbours});
    gatherNeighbours(input, m_neighbours, *gathered);
    const auto convolved = scratch.take(input.shape());
    m_dense(m_context, *gathered, model.convolution, *convolved);
    residual.matrix() += convolved->matrix();
    m_norm(model.convolutionNorm, residual, residual);
}

} // namespace headscope
