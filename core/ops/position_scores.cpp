#include "core/ops/position_scores.h"

namespace headscope {

namespace {

using dnnl::memory;

memory::desc strided(const memory::dims &sizes, const memory::dims &strides)
{
    return {sizes, memory::data_type::f32, strides};
}

dnnl::matmul::primitive_desc describe(const ComputeContext &context, const PositionScores::Shape &shape)
{
    const auto [tokens, heads, width, columns, firstRow, rows] = shape;
    const memory::desc left = strided({heads, tokens, width}, {width, columns, 1});
    const memory::desc right = strided({heads, width, rows}, {width, 1, heads * width});
    const memory::desc output = plain({heads, tokens, rows});
#if DNNL_VERSION_MAJOR >= 3
    return {context.engine(), left, right, output, defaultAttributes()};
#else
    return {dnnl::matmul::desc(left, right, output), defaultAttributes(), context.engine()};
#endif
}

} // namespace

PositionScores::PositionScores(const ComputeContext &context, const Shape &shape)
    : m_shape(shape)
    , m_description(describe(context, shape))
    , m_primitive(m_description)
{
}

void PositionScores::operator()(ComputeContext &context, const Tensor &packed, std::ptrdiff_t firstColumn,
                                const Tensor &rows, Tensor &scores) const
{
    const std::ptrdiff_t firstElement = m_shape.firstRow * m_shape.heads * m_shape.headWidth;
    m_primitive.execute(context.stream(),
                        {{DNNL_ARG_SRC, view(context, m_description.src_desc(), packed, firstColumn)},
                         {DNNL_ARG_WEIGHTS, view(context, m_description.weights_desc(), rows, firstElement)},
                         {DNNL_ARG_DST, view(context, m_description.dst_desc(), scores)},
                         {DNNL_ARG_SCRATCHPAD, context.scratchpad(m_description.scratchpad_desc())}});
    context.stream().wait();
}

} // namespace headscope
