#include "core/inference/pack_weights.h"

#include <stdexcept>

namespace headscope {

void expect(bool holds, const std::string &what)
{
    if (!holds)
        throw std::invalid_argument("the model's " + what + " does not have the size its configuration says");
}

void expectSizes(const DenseWeights &weights, MatrixShape shape, const std::string &what)
{
    const bool outFirst = weights.layout == MatrixLayout::OutIn;
    const Shape wanted = outFirst ? Shape{shape.out, shape.in} : Shape{shape.in, shape.out};
    expect(weights.matrix.shape() == wanted, what);
    expect(weights.bias.isEmpty() || weights.bias.size() == shape.out, what + " bias");
}

PackedMatrix packDense(ComputeContext &context, DenseWeights &&weights, MatrixShape shape,
                       const std::string &what)
{
    expectSizes(weights, shape, what);
    PackedMatrix packed(context, weights.matrix, weights.layout, weights.bias);
    weights = {};
    return packed;
}

NormWeights packNorm(NormWeights &&weights, const ModelConfig &config, std::ptrdiff_t width,
                     const std::string &what)
{
    if (weights.scale.isEmpty()) // nothing is normed there
        return {};
    expect(weights.scale.size() == width, what);
    if (weights.shift.isEmpty() && config.normKind == NormKind::LayerNorm)
        weights.shift = Tensor::zeros({width});
    expect(weights.shift.isEmpty() || weights.shift.size() == width, what);
    return std::move(weights);
}

} // namespace headscope
