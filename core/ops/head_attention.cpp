#include "core/ops/head_attention.h"

#include <cmath>

namespace headscope {

namespace {

using dnnl::memory;

memory::desc strided(const memory::dims &sizes, const memory::dims &strides)
{
    return {sizes, memory::data_type::f32, strides};
}

dnnl::matmul::primitive_desc describe(const ComputeContext &context, const memory::desc &left,
                                      const memory::desc &right, const memory::desc &output)
{
#if DNNL_VERSION_MAJOR >= 3
    return {context.engine(), left, right, output, defaultAttributes()};
#else
    return {dnnl::matmul::desc(left, right, output), defaultAttributes(), context.engine()};
#endif
}

/// Elements between two tokens of the packed projection.
std::ptrdiff_t packedWidth(const HeadAttention::Shape &shape)
{
    return (shape.heads + 2 * shape.keyValueHeads) * shape.headWidth;
}

// Every operand has the dimensions [key/value head, query head of its group, …]; keys and values are
// broadcast over the second one.

dnnl::matmul::primitive_desc describeScores(const ComputeContext &context, const HeadAttention::Shape &shape)
{
    const auto [tokens, heads, shared, width, visible] = shape;
    const std::ptrdiff_t group = heads / shared;
    const std::ptrdiff_t row = packedWidth(shape);
    return describe(context, strided({shared, group, tokens, width}, {group * width, width, row, 1}),
                    strided({shared, 1, width, tokens}, {width, width, 1, row}),
                    plain({shared, group, tokens, tokens}));
}

dnnl::matmul::primitive_desc describeMix(const ComputeContext &context, const HeadAttention::Shape &shape)
{
    const auto [tokens, heads, shared, width, visible] = shape;
    const std::ptrdiff_t group = heads / shared;
    const std::ptrdiff_t row = packedWidth(shape);
    return describe(context, plain({shared, group, tokens, tokens}),
                    strided({shared, 1, tokens, width}, {width, width, row, 1}),
                    strided({shared, group, tokens, width}, {group * width, width, heads * width, 1}));
}

void multiply(ComputeContext &context, const dnnl::matmul &primitive, const memory &left, const memory &right,
              const memory &output, const memory &scratchpad)
{
    primitive.execute(context.stream(), {{DNNL_ARG_SRC, left},
                                         {DNNL_ARG_WEIGHTS, right},
                                         {DNNL_ARG_DST, output},
                                         {DNNL_ARG_SCRATCHPAD, scratchpad}});
    context.stream().wait();
}

} // namespace

HeadAttention::HeadAttention(const ComputeContext &context, const Shape &shape)
    : m_shape(shape)
    , m_scoreDescription(describeScores(context, shape))
    , m_mixDescription(describeMix(context, shape))
    , m_score(m_scoreDescription)
    , m_mix(m_mixDescription)
{
}

void HeadAttention::pattern(ComputeContext &context, const Tensor &packedQkv, Tensor &pattern) const
{
    const std::ptrdiff_t firstKey = m_shape.heads * m_shape.headWidth;
    multiply(context, m_score, view(context, m_scoreDescription.src_desc(), packedQkv),
             view(context, m_scoreDescription.weights_desc(), packedQkv, firstKey),
             view(context, m_scoreDescription.dst_desc(), pattern),
             context.scratchpad(m_scoreDescription.scratchpad_desc()));
    softmaxOverKeys(pattern, 1.0F / std::sqrt(static_cast<float>(m_shape.headWidth)), m_shape.visible);
}

void HeadAttention::mixValues(ComputeContext &context, const Tensor &pattern, const Tensor &packedQkv,
                              Tensor &mixed) const
{
    const std::ptrdiff_t firstValue = (m_shape.heads + m_shape.keyValueHeads) * m_shape.headWidth;
    multiply(context, m_mix, view(context, m_mixDescription.src_desc(), pattern),
             view(context, m_mixDescription.weights_desc(), packedQkv, firstValue),
             view(context, m_mixDescription.dst_desc(), mixed),
             context.scratchpad(m_mixDescription.scratchpad_desc()));
}

std::vector<std::string> HeadAttention::kernelNames() const
{
    return {kernelNameOf(m_scoreDescription), kernelNameOf(m_mixDescription)};
}

} // namespace headscope
