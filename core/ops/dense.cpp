#include "core/ops/dense.h"

#include <stdexcept>

namespace headscope {

namespace {

using Product = dnnl::inner_product_forward;

struct Operands {
    dnnl::memory::desc input, matrix, bias, output;
};

Operands operands(Dense::Shape shape, const dnnl::memory::desc &matrix, bool hasBias)
{
    return {plain({shape.rows, shape.in}), matrix, hasBias ? plain({shape.out}) : dnnl::memory::desc(),
            plain({shape.rows, shape.out})};
}

void append(dnnl::post_ops &operations, dnnl::algorithm curve, float alpha = 0, float beta = 0)
{
#if DNNL_VERSION_MAJOR >= 3
    operations.append_eltwise(curve, alpha, beta);
#else
    operations.append_eltwise(1, curve, alpha, beta);
#endif
}

void appendActivation(dnnl::post_ops &operations, Activation activation)
{
    using Curve = dnnl::algorithm;
    switch (activation) {
    case Activation::None:
        return;
    case Activation::Gelu:
        return append(operations, Curve::eltwise_gelu_erf);
    case Activation::GeluTanh:
        return append(operations, Curve::eltwise_gelu_tanh);
    case Activation::GeluQuick:
        return append(operations, Curve::eltwise_swish, 1.702F);
    case Activation::GeluCut:
        append(operations, Curve::eltwise_gelu_erf);
        return append(operations, Curve::eltwise_clip, -10, 10);
    case Activation::Relu:
        return append(operations, Curve::eltwise_relu);
    case Activation::ReluLeaky:
        return append(operations, Curve::eltwise_relu, 0.01F);
    case Activation::ReluSquared:
        append(operations, Curve::eltwise_relu);
        return append(operations, Curve::eltwise_square);
    case Activation::Relu6:
        return append(operations, Curve::eltwise_clip, 0, 6);
    case Activation::Silu:
        return append(operations, Curve::eltwise_swish, 1);
    case Activation::SiluHard: // its two numbers are read from version 3 on
        return append(operations, Curve::eltwise_hardswish, 1.0F / 6, 0.5F);
    case Activation::Mish:
        return append(operations, Curve::eltwise_mish);
    case Activation::Sigmoid:
        return append(operations, Curve::eltwise_logistic);
    case Activation::Tanh:
        return append(operations, Curve::eltwise_tanh);
    }
}

dnnl::primitive_attr attributes(Activation activation, Dense::Store store)
{
    dnnl::post_ops operations;
    appendActivation(operations, activation);
    if (store == Dense::Store::Add)
        operations.append_sum(1);
    dnnl::primitive_attr result = defaultAttributes();
    result.set_post_ops(operations);
    return result;
}

Product::primitive_desc describe(const ComputeContext &context, const Operands &of,
                                 const dnnl::primitive_attr &attributes)
{
    constexpr auto kind = dnnl::prop_kind::forward_inference;
#if DNNL_VERSION_MAJOR >= 3
    return {context.engine(), kind, of.input, of.matrix, of.bias, of.output, attributes};
#else
    return {Product::desc(kind, of.input, of.matrix, of.bias, of.output), attributes, context.engine()};
#endif
}

} // namespace

dnnl::memory::desc Dense::preferredLayout(const ComputeContext &context, Shape shape, bool hasBias)
{
    const dnnl::memory::desc any({shape.out, shape.in}, dnnl::memory::data_type::f32,
                                 dnnl::memory::format_tag::any);
    return describe(context, operands(shape, any, hasBias), defaultAttributes()).weights_desc();
}

Dense::Dense(const ComputeContext &context, std::ptrdiff_t rows, const PackedMatrix &matrix,
             Activation activation, Store store)
    : m_description(describe(
          context, operands({rows, matrix.in(), matrix.out()}, matrix.description(), matrix.hasBias()),
          attributes(activation, store)))
    , m_primitive(m_description)
{
}

void Dense::operator()(ComputeContext &context, const Tensor &input, const PackedMatrix &matrix,
                       Tensor &output) const
{
    if (matrix.description() != m_description.weights_desc())
        throw std::logic_error("a dense layer is given a matrix of other sizes");
    std::unordered_map<int, dnnl::memory> arguments{
        {DNNL_ARG_SRC, view(context, m_description.src_desc(), input)},
        {DNNL_ARG_WEIGHTS, view(context, m_description.weights_desc(), matrix.values())},
        {DNNL_ARG_DST, view(context, m_description.dst_desc(), output)},
        {DNNL_ARG_SCRATCHPAD, context.scratchpad(m_description.scratchpad_desc())}};
    if (matrix.hasBias())
        arguments.emplace(DNNL_ARG_BIAS, view(context, m_description.bias_desc(), matrix.bias()));
    m_primitive.execute(context.stream(), arguments);
    context.stream().wait();
}

} // namespace headscope
